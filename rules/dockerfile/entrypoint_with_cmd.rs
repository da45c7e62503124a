use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(entry) = stage.entrypoint().filter(|_| stage.is_final() && stage.cmd().is_none()) else { return };
    cx.report(entry.keyword_span(), "this `ENTRYPOINT` has no `CMD` with its default arguments")
        .help("add `CMD` with the arguments that can be replaced");
}
