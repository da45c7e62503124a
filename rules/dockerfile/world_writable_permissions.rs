use crate::fix::{Edit, Safety};
use crate::model::command::{Command as Call, TextRange};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = instruction.stage() else { return };
    if !stage.is_shipped() {
        return;
    }
    let help = "give the files to the user that needs them, and let others only read them";
    let flag = instruction.syntax().flag("chmod").and_then(|flag| flag.value.as_ref());
    if let Some(mode) = flag.filter(|mode| instruction.copy().is_some() && is_open(mode.as_str())) {
        cx.report(mode.span(), format!("mode `{}` lets everyone write", mode.as_str())).help(help).fix(
            "let others only read",
            Safety::Unsafe,
            closed(mode.as_str()).map(|new| Edit::replace(mode.span(), new)),
        );
    }
    let Some(script) = instruction.script() else { return };
    for command in instruction.commands() {
        let Some((text, place)) = mode_of(command).filter(|(text, _)| is_open(text)) else { continue };
        let place = script.span_of(place.range());
        cx.report(place, format!("mode `{text}` lets everyone write")).help(help).fix(
            "let others only read",
            Safety::Unsafe,
            closed(&text).map(|new| Edit::replace(place, new)),
        );
    }
}

/// The mode that a command gives to files, and where it stands.
fn mode_of(command: &Call<'_>) -> Option<(String, TextRange)> {
    match command.name()? {
        "chmod" => {
            let is_option = |text: &str| text.starts_with('-') && !text.starts_with("-w") && !text.starts_with("-x");
            let mode = command.arguments.iter().find(|argument| argument.as_str().is_none_or(|text| !is_option(text)));
            mode.and_then(|mode| Some((mode.as_str()?.to_owned(), mode.range)))
        }
        "install" | "mkdir" => {
            let arguments = command.parsed();
            let value = arguments.option(&["m", "mode"])?.value.as_ref()?;
            let text = value.text?;
            // The option may be in the same word.
            let end = value.range.end as usize;
            Some((text.to_owned(), TextRange::new(end.checked_sub(text.len())?, end)))
        }
        _ => None,
    }
}

/// A mode in digits without the right to write for group and others.
fn closed(mode: &str) -> Option<String> {
    let bits = u32::from_str_radix(mode, 8).ok()? & !0o022;
    Some(format!("{bits:0width$o}", width = mode.len()))
}

/// Whether a mode lets others write, without the sticky bit that keeps them from replacing what is not theirs.
fn is_open(mode: &str) -> bool {
    if let Ok(bits) = u32::from_str_radix(mode, 8) {
        return bits & 0o002 != 0 && bits & 0o1000 == 0;
    }
    mode.split(',').any(|clause| {
        let Some((who, what)) = clause.split_once(['+', '=']) else { return false };
        who.contains(['o', 'a']) && what.contains('w') && !what.contains('t')
    })
}
