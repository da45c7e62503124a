use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let port = stage.last(|command| matches!(command, Command::Expose(_)));
    let Some(port) = port.filter(|_| stage.is_final() && stage.is_from_scratch() && stage.start().is_none()) else {
        return;
    };
    let name = port.syntax().arguments.as_str();
    cx.report(stage.base_span(), format!("the image exposes `{name}` but starts nothing"))
        .label(port.span(), "it is meant to serve something")
        .help("add `ENTRYPOINT` or `CMD`");
}
