use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(text) = stage.name_text().filter(|_| matches!(stage.name(), Some("scratch" | "context"))) else { return };
    cx.report(text.span(), format!("stage name `{}` is reserved by the builder", text.as_str()))
        .help("give the stage another name");
}
