use super::missing_reference;
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    missing_reference::check(pod, cx, "ConfigMap", |reference| reference.kind == "ConfigMap" && !reference.is_optional);
}
