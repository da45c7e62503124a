use crate::model::docker::{Instruction, Stage, Text, exec_words, program_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

const OPERATORS: [&str; 12] = ["&&", "||", "|", ";", "&", ">", ">>", "<", "2>&1", "&>", "2>", ">&2"];

/// Programs to which these words mean something.
const USERS: [&str; 8] = ["find", "expr", "test", "[", "awk", "gawk", "jq", "psql"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Some(words) = exec_words(instruction.command()) else { return };
    // Windows gives a batch file to `cmd`, which reads the operators after it.
    let is_windows = instruction.stage().is_some_and(Stage::is_windows);
    if is_windows || words.iter().any(|word| USERS.contains(&program_name(word.as_str()))) {
        return;
    }
    let Some(operator) = words.iter().skip(1).find(|word| OPERATORS.contains(&word.as_str())) else { return };
    let program = words.first().map_or("", Text::as_str);
    let message =
        format!("`{program}` gets `{}` as an argument, because no shell reads the exec form", operator.as_str());
    cx.report(operator.span(), message)
        .help("write the whole line as one word for a shell: `[\"sh\", \"-c\", \"first && exec second\"]`");
}
