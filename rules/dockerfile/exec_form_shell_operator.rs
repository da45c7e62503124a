use crate::fix::{Safety, dockerfile as fix};
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
    let is_plain =
        |word: &Text<'_>| word.as_str().chars().all(|c| c.is_ascii_alphanumeric() || "-_./:,@%+=".contains(c));
    let is_word = |word: &Text<'_>| OPERATORS.contains(&word.as_str()) || is_plain(word) && !word.is_empty();
    let line = words.iter().map(Text::as_str).collect::<Vec<_>>().join(" ");
    let edit = (instruction.is_start() && words.iter().all(is_word))
        .then(|| fix::replace(&instruction.syntax().arguments, &fix::exec_form(&["sh", "-c", &line])));
    cx.report(operator.span(), message)
        .help("write the whole line as one word for a shell: `[\"sh\", \"-c\", \"first && exec second\"]`")
        .fix("give the line to a shell", Safety::Unsafe, edit.flatten());
}
