use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage().filter(|stage| stage.is_shipped()) else { return };
    let help =
        "whoever may start it runs it with the rights of its owner; drop the bit, or give the program a capability";
    let flag = instruction.syntax().flag("chmod").and_then(|flag| flag.value.as_ref());
    if let Some(mode) = flag.filter(|mode| instruction.copy().is_some() && is_setuid(mode.as_str())) {
        cx.report(mode.span(), format!("mode `{}` sets the setuid bit", mode.as_str())).help(help);
    }
    let Some(script) = instruction.script().filter(|_| !stage.is_windows()) else { return };
    for command in instruction.commands().iter().filter(|command| command.is_any(&["chmod"])) {
        let mode = command.arguments.iter().find(|argument| !argument.prefix.starts_with('-'));
        let Some((mode, text)) = mode.and_then(|mode| Some((mode, mode.as_str()?))) else { continue };
        if is_setuid(text) {
            cx.report(script.span_of(mode.range.range()), format!("mode `{text}` sets the setuid bit")).help(help);
        }
    }
}

/// Whether a mode sets the setuid bit. That for the group is common and right on folders.
fn is_setuid(mode: &str) -> bool {
    if let Ok(bits) = u32::from_str_radix(mode, 8) {
        return bits & 0o4000 != 0;
    }
    mode.split(',').any(|clause| {
        let Some((who, what)) = clause.split_once(['+', '=']) else { return false };
        what.contains('s') && !who.contains('-') && (who.contains(['u', 'a']) || who.is_empty())
    })
}
