use crate::fix::{Edit, Safety};
use crate::model::docker::{Instruction, Value, Variable};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// From this number on the file of last log-ins, which has 292 bytes for each, is worth mentioning: 29 MB.
const LARGE: u64 = 100_000;

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script().filter(|text| text.as_str().contains("useradd")) else { return };
    for command in instruction.commands() {
        let words = &command.arguments;
        let is_off = |word: &str| {
            let short = word.starts_with('-') && !word.starts_with("--") && word.contains('l');
            short || word == "--no-log-init"
        };
        if !command.is_any(&["useradd"]) || words.iter().any(|word| is_off(&word.prefix)) {
            continue;
        }
        let Some(range) = words.iter().enumerate().find_map(|(at, word)| {
            let name = word.as_str()?;
            let takes_next = name == "--uid" || name.starts_with('-') && !name.starts_with("--") && name.ends_with('u');
            match name.strip_prefix("--uid=") {
                Some(_) => Some(word.range.start + 6..word.range.end),
                None => takes_next.then(|| words.get(at + 1)).flatten().map(|next| next.range.start..next.range.end),
            }
        }) else {
            continue;
        };
        let range = range.start as usize..range.end as usize;
        let Some(id) = number(instruction, &text.as_str()[range.clone()]).filter(|id| *id >= LARGE) else { continue };
        let Some(program) = &command.program else { continue };
        let end = text.span_of(program.range.start as usize..program.range.end as usize).at_end();
        cx.report(
            text.span_of(range),
            format!("`useradd` with the number {id} writes a file of some {} MB", id * 292 / 1_000_000),
        )
        .help(
            "add `--no-log-init`: the files of log-ins have a place for each number, and Docker cannot store the holes",
        )
        .fix("write no files of log-ins", Safety::Safe, Edit::replace(end, " --no-log-init"));
    }
}

/// A number as written, or that of a variable.
fn number(instruction: Instruction<'_>, word: &str) -> Option<u64> {
    let word = word.trim_matches('"');
    let Some(name) = word.strip_prefix('$') else { return word.parse().ok() };
    let name = name.trim_start_matches('{').trim_end_matches('}');
    match instruction.variable(name) {
        Variable::Set(value) => Value::as_str(&value)?.parse().ok(),
        Variable::Unset | Variable::Unknown => None,
    }
}
