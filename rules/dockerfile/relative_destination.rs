use super::copy_relative_without_workdir::{first_relative, lies_in_root};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if stage.is_windows() || lies_in_root(stage) {
        return;
    }
    let is_empty = stage.is_from_scratch();
    let Some((source, destination)) = first_relative(stage, if is_empty { "/" } else { "" }) else { return };
    let set_before = stage.chain().flat_map(Stage::instructions).any(|it| is_workdir_before(it, destination.span()));
    if set_before {
        return;
    }
    let source = source.as_str();
    let message = if is_empty {
        format!("`{source}` goes to `/`, because no `WORKDIR` is set")
    } else {
        format!("where `{source}` goes to depends on the base image")
    };
    cx.report(destination.span(), message).help("set `WORKDIR` before it, or write where it goes from `/` on");
}

fn is_workdir_before(instruction: Instruction<'_>, place: Span) -> bool {
    matches!(instruction.command(), Command::Workdir(_)) && instruction.span().start < place.start
}
