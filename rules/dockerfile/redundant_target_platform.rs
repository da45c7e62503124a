use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(flag) = stage.from().syntax().flag("platform") else { return };
    let Some(value) = flag.value.as_ref().map(|value| value.as_str()) else { return };
    if !matches!(value, "$TARGETPLATFORM" | "${TARGETPLATFORM}") {
        return;
    }
    cx.report(flag.span, format!("`--platform={value}` is the default")).help("leave the flag out").fix(
        "remove the flag",
        Safety::Safe,
        fix::remove_flag(stage.dockerfile().syntax(), flag),
    );
}
