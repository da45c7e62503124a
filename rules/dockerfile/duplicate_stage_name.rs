use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(text) = stage.name_text() else { return };
    let mut before = stage.dockerfile().stages().take(stage.index());
    let Some(first) = before.find(|other| other.name() == stage.name()).and_then(Stage::name_text) else { return };
    cx.report(text.span(), format!("stage `{}` has the name of an earlier stage", text.as_str()))
        .label(first.span(), "the first is here")
        .help("give each stage a name of its own; upper and lower case count as the same");
}
