use super::near_selector::{self, Nothing, Slip};
use crate::diagnostic::Severity;
use crate::model::kubernetes::{NetworkPolicy, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(selector) = NetworkPolicy::new(object).and_then(NetworkPolicy::selector) else { return };
    let title = object.title();
    match near_selector::nothing(cx.project, selector, object) {
        None => {}
        Some(Nothing::Slip(Slip { pod, key, wanted, has })) => {
            cx.report(wanted, format!("{title} is for pods with `{key}: {}`, but there are none", wanted.text()))
                .help(format!("did you mean `{}`? The pods are not isolated", has.text()))
                .label(has.span(), format!("what the pods of {} have", pod.object().title()))
                .severity(Severity::Error);
        }
        Some(Nothing::Other) => {
            cx.report(selector.node(), format!("{title} is for none of the pods that are applied with it"))
                .help("make its `podSelector` match the labels of a pod template: nothing is isolated by it");
        }
    }
}
