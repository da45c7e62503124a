use crate::model::kubernetes::{Autoscaler, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(autoscaler) = Autoscaler::new(object) else { return };
    let (Some(least), Some(most)) = (autoscaler.least(), autoscaler.bound("max")) else { return };
    if most.as_i64() == Some(least) && least > 0 {
        cx.report(
            most,
            format!("{} can never scale: its least is its greatest number of replicas, {least}", object.title()),
        )
        .help("raise the maximum, or remove the autoscaler and set `replicas`");
    }
}
