use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    if !matches!(instruction.command(), Command::Run(_)) {
        return;
    }
    let text = &instruction.syntax().arguments;
    let lower = text.as_str().to_ascii_lowercase();
    let names = ["invoke-webrequest", "iwr "];
    let Some((at, name)) = names.iter().find_map(|name| Some((lower.find(name)?, name.trim_end()))) else { return };
    let is_word = at == 0 || !lower.as_bytes()[at - 1].is_ascii_alphanumeric();
    let shell = instruction.shell().unwrap_or_default();
    let is_off = |text: &str| text.to_ascii_lowercase().contains("progresspreference");
    // Newer versions draw the bar less often; Windows brings the old one.
    let is_newer = lower.contains("pwsh") || instruction.shell_name().is_some_and(|name| name.contains("pwsh"));
    if is_word && !is_newer && !is_off(&lower) && !shell.iter().any(|word| is_off(word.as_str())) {
        let written = text.as_str()[at..at + name.len()].to_owned();
        cx.report(text.span_of(at..at + name.len()), format!("`{written}` draws a progress bar, which slows it down"))
            .help("set `$ProgressPreference = 'SilentlyContinue'` in `SHELL`, or before the command");
    }
}
