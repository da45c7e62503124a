use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script().filter(|text| text.as_str().contains("sudo")) else { return };
    let Some(stage) = instruction.stage() else { return };
    let is_root = runs_as_root(instruction, stage);
    let mut edits = Vec::new();
    let mut first = None;
    let mut safe_everywhere = true;
    for command in instruction.commands() {
        let Some(sudo) = command.wrappers.iter().find(|wrapper| wrapper.name == "sudo") else { continue };
        let start = sudo.range.start as usize;
        let span = text.span_of(start..sudo.range.end as usize);
        first.get_or_insert(span);
        let program = command.program.as_ref().map_or(start, |program| program.range.start as usize);
        let between = text.as_str().get(sudo.range.end as usize..program).unwrap_or("x");
        safe_everywhere &= between.trim().is_empty() && !between.is_empty() && command.wrappers.len() == 1;
        edits.push(Edit::replace(text.span_of(start..program), ""));
    }
    let Some(span) = first else { return };
    let (severity, why, help) = if is_root {
        (Severity::Warning, "does nothing, because the command runs as root already", "leave it out")
    } else {
        let help = "change to root with `USER root` for this, and back after it";
        (Severity::Info, "hides which commands run as root, and needs a user that may become root", help)
    };
    cx.report(span, format!("`sudo` {why}")).severity(severity).help(help).fix(
        "leave `sudo` out",
        Safety::Unsafe,
        (is_root && safe_everywhere).then_some(edits),
    );
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
        None => stage.external_image().is_some_and(|image| image.is_surely_root()),
    }
}
