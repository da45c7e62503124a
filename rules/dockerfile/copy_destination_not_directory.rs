use crate::fix::{Edit, Safety};
use crate::model::docker::{Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(copy) = instruction.copy() else { return };
    let count = copy.sources.len() + instruction.syntax().heredocs.len();
    let value = instruction.evaluate(&copy.destination);
    let Some(destination) = value.as_str().filter(|_| count > 1) else { return };
    let is_folder = destination.ends_with(['/', '\\'])
        || matches!(destination.rsplit('/').next(), Some("" | "." | ".."))
        || instruction.workdir().is_some_and(|workdir| workdir == destination);
    // `COPY file:6a9b... in /srv`: what `docker history` shows of an instruction, which is no instruction itself.
    let is_history = copy.sources.get(1).is_some_and(|word| *word == *"in")
        && ["file:", "multi:", "dir:"].iter().any(|kind| copy.sources[0].as_str().starts_with(kind));
    if is_history || is_folder || destination.contains('#') || instruction.stage().is_some_and(Stage::is_windows) {
        return;
    }
    let text = &copy.destination;
    let is_plain = text.is_verbatim() && !text.as_str().contains(['"', '\'', '$']);
    let edit = is_plain.then(|| Edit::replace(text.span().at_end(), "/"));
    cx.report(text.span(), format!("destination `{destination}` of {count} sources does not end with a slash"))
        .help(format!("write `{destination}/`"))
        .fix("add the slash", Safety::Safe, edit);
}
