use crate::model::env::EnvVar;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::EnvVar(check);

fn check(variable: EnvVar<'_>, cx: &mut Cx<'_>) {
    if variable.name == "DOCKER_CONTENT_TRUST" && variable.value() == Some("0") {
        cx.report(variable.place, "`DOCKER_CONTENT_TRUST` is `0`: images are taken without a look at their signatures")
            .help("remove it, or set it to `1` where your images are signed");
    }
}
