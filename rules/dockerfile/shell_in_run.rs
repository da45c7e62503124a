use crate::model::docker::{Command, Form, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Shells, and the option with which each takes its script as a word.
const SHELLS: [(&str, &[&str]); 6] = [
    ("powershell", &["-command", "-c", "/command", "/c"]),
    ("pwsh", &["-command", "-c"]),
    ("cmd", &["/c"]),
    ("bash", &["-c", "-lc", "-ec", "-exc", "-euc", "-euxc"]),
    ("zsh", &["-c", "-lc"]),
    ("ash", &["-c", "-ec"]),
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Run(Form::Shell(text) | Form::Interpreted(text)) = instruction.command() else { return };
    let mut words = text.as_str().split_whitespace();
    let Some(written) = words.next() else { return };
    let program = written.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let program = program.strip_suffix(".exe").unwrap_or(&program);
    let Some((_, options)) = SHELLS.iter().find(|(name, _)| *name == program) else { return };
    // Options before it change how the script is read.
    let takes_script = words
        .take_while(|word| word.starts_with(['-', '/']) || !word.contains(['"', '\'', ';', '&', '|']))
        .any(|word| options.contains(&word.to_ascii_lowercase().as_str()));
    let is_used_anyway = instruction.shell_name().is_some_and(|name| name.trim_end_matches(".exe") == program);
    if !takes_script || is_used_anyway {
        return;
    }
    cx.report(text.span_of(0..written.len()), format!("one shell starts another, `{program}`, for this RUN")).help(
        format!("name it with `SHELL` once, and the script needs no second quotes: `SHELL [\"{program}\", ...]`"),
    );
}
