use crate::model::docker::{Command, Form, Instruction, Stage};
use crate::model::script;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Stage(check);

/// Programs that health checks use and small images lack.
const TOOLS: [&str; 3] = ["curl", "nc", "wget"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let is_check = |it: &Instruction<'_>| matches!(it.command(), Command::Healthcheck(Some(_)));
    let Some(check) = stage.instructions().rev().find(is_check) else { return };
    let Some(image) = stage.external_image() else { return };
    let Some((name, span)) = tool_of(check) else { return };
    if !stage.surely_lacks(name) {
        return;
    }
    cx.report(span, format!("the health check needs `{name}`, which `{}` does not have", image.shown()))
        .label(stage.root().base_span(), "the base image")
        .help(format!("install `{name}`, or ask with what the image has: without it the container is never healthy"));
}

/// The tool that a health check surely starts with, and its place.
fn tool_of(check: Instruction<'_>) -> Option<(&'static str, Span)> {
    let known = |name: &str| TOOLS.into_iter().find(|tool| *tool == name);
    match check.command() {
        Command::Healthcheck(Some(Form::Exec(words))) => {
            let program = words.first()?;
            Some((known(program.as_str())?, program.span()))
        }
        Command::Healthcheck(Some(Form::Shell(_))) => {
            let script = script::of_instruction(check)?;
            let first = script.commands().first()?;
            let program = first.program.as_ref()?;
            // `curl ... || wget ...` takes what there is.
            let others = script.commands()[1..].iter().any(|other| other.is_any(&TOOLS));
            let is_sure = !others && !first.context.conditional;
            Some((known(program.as_str()?).filter(|_| is_sure)?, script.span_of(program.range.range())))
        }
        _ => None,
    }
}
