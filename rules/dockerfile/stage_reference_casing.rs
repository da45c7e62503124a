use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Base, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(text) = stage.base_text().filter(|text| text.as_str().bytes().any(|byte| byte.is_ascii_uppercase()))
    else {
        return;
    };
    let Some(Base::Stage(meant)) = stage.dockerfile().source(text.as_str(), stage) else { return };
    let Some(name) = meant.name() else { return };
    cx.report(text.span(), format!("`FROM {}` does not find stage `{name}`", text.as_str()))
        .help("write it in lower case; this name is taken for an image otherwise")
        .fix("write the name in lower case", Safety::Safe, fix::replace(text, name));
}
