use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script().filter(|text| text.as_str().contains("sudo")) else { return };
    if !is_in_vain(instruction) {
        return;
    }
    let mut edits = Vec::new();
    let mut first = None;
    let mut safe_everywhere = true;
    for command in instruction.commands() {
        let Some(sudo) = command.wrappers.iter().find(|wrapper| wrapper.name == "sudo") else { continue };
        let start = sudo.range.start as usize;
        let span = text.span_of(start..sudo.range.end as usize);
        let program = command.program.as_ref().map_or(start, |program| program.range.start as usize);
        let between = text.as_str().get(sudo.range.end as usize..program).unwrap_or("x");
        if names_user(between) {
            continue;
        }
        first.get_or_insert(span);
        safe_everywhere &= between.trim().is_empty() && !between.is_empty() && command.wrappers.len() == 1;
        edits.push(Edit::replace(text.span_of(start..program), ""));
    }
    let Some(span) = first else { return };
    cx.report(span, "`sudo` does nothing, because the command runs as root already").help("leave it out").fix(
        "leave `sudo` out",
        Safety::Unsafe,
        safe_everywhere.then_some(edits),
    );
}

/// Whether `sudo` surely changes nothing: the instruction runs as root. A file without FROM is a part of others, and root is who runs if
/// none of them says otherwise.
pub(super) fn is_in_vain(instruction: Instruction<'_>) -> bool {
    instruction.stage().is_none_or(|stage| !stage.has_from() || runs_as_root(instruction, stage))
}

/// Whether what stands between `sudo` and the program says as whom it runs: it may also be used to run something as another user.
pub(super) fn names_user(between: &str) -> bool {
    between.split_whitespace().any(|word| word.starts_with("-u") || word.starts_with("--user"))
}

/// Whether an instruction surely runs as root.
fn runs_as_root(instruction: Instruction<'_>, stage: Stage<'_>) -> bool {
    let users = stage.chain().flat_map(|stage| stage.instructions().rev());
    let mut users = users.filter(|it| it.index() < instruction.index()).filter_map(|it| match it.command() {
        Command::User(user) => Some(it.evaluate(user)),
        _ => None,
    });
    match users.next() {
        Some(user) => user.as_str().is_some_and(|user| matches!(user.split(':').next(), Some("root" | "0"))),
        None => stage.begins_as_root(),
    }
}
