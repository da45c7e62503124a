use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, program_name};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Shell(words) = instruction.command() else { return };
    let Some(program) = words.first() else { return };
    let name = program_name(program.as_str()).to_ascii_lowercase();
    let is_powershell = matches!(name.trim_end_matches(".exe"), "powershell" | "pwsh");
    if is_powershell && !words.iter().any(|word| word.as_str().contains("ErrorActionPreference")) {
        // The word ends before its quote.
        let edit = words.last().filter(|last| is_command(last.as_str())).map(|last| {
            let end = last.span().at_end();
            let after = Span { start: end.start + 1, end: end.end + 1, ..end };
            Edit::replace(after, ", \"$ErrorActionPreference = 'Stop';\"")
        });
        cx.report(program.span(), format!("`{}` goes on after an error", program.as_str()))
            .help("add `$ErrorActionPreference = 'Stop';` as the last word")
            .fix("make it stop at errors", Safety::Unsafe, edit);
    }
}

/// Whether PowerShell runs what follows a word: the option that says so, or a command before it.
fn is_command(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "-command" | "-c" | "/command" | "/c") || word.ends_with(';')
}
