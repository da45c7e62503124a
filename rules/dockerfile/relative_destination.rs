use super::copy_relative_without_workdir::first_relative;
use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if stage.begins_in_root() {
        return;
    }
    let Some((_, source, destination)) = first_relative(stage) else { return };
    let source = source.as_str();
    let message = if stage.is_from_scratch() {
        format!("`{source}` goes to `/`, because no `WORKDIR` is set")
    } else {
        format!("where `{source}` goes to depends on the base image")
    };
    cx.report(destination.span(), message).help("set `WORKDIR` before it, or write where it goes from `/` on");
}
