use crate::model::docker::{Command, Instruction, program_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Shell(words) = instruction.command() else { return };
    let Some(program) = words.first() else { return };
    let name = program_name(program.as_str()).to_ascii_lowercase();
    let is_powershell = matches!(name.trim_end_matches(".exe"), "powershell" | "pwsh");
    if is_powershell && !words.iter().any(|word| word.as_str().contains("ErrorActionPreference")) {
        cx.report(program.span(), format!("`{}` goes on after an error", program.as_str()))
            .help("add `$ErrorActionPreference = 'Stop';` as the last word");
    }
}
