use crate::fix::{self, Safety};
use crate::model::docker::{Command, Instruction, Stage};
use crate::model::health_call::HealthCall;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let is_check = |it: &Instruction<'_>| matches!(it.command(), Command::Healthcheck(Some(_)));
    let Some(check) = stage.instructions().rev().find(is_check) else { return };
    let Some(image) = stage.external_image() else { return };
    let Some(call) = HealthCall::of_instruction(check) else { return };
    let name = call.program;
    if !stage.surely_lacks(name) {
        return;
    }
    let other = if name == "curl" { "wget" } else { "curl" };
    let edit = if image.surely_has(other) { fix::request::by_other_program(&call, cx.project.files()) } else { None };
    cx.report(call.span(), format!("the health check needs `{name}`, which `{}` does not have", image.shown()))
        .label(stage.root().base_span(), "the base image")
        .help(format!("install `{name}`, or ask with what the image has: without it the container is never healthy"))
        .fix(format!("ask with `{other}`"), Safety::Unsafe, edit);
}
