use super::scale_target;
use crate::model::kubernetes::{Autoscaler, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(autoscaler) = Autoscaler::new(object) else { return };
    if object.group() == "autoscaling" {
        scale_target::check(autoscaler, object, cx);
    }
}
