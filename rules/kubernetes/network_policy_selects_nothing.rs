use super::near_selector::{self, Slip};
use crate::diagnostic::Severity;
use crate::model::kubernetes::{NetworkPolicy, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(selector) = NetworkPolicy::new(object).and_then(NetworkPolicy::selector) else { return };
    let wanted = selector.wanted();
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if wanted.is_empty() || !near_selector::is_plain(wanted.iter().map(|(key, _)| *key)) || !manifests.is_whole(file) {
        return;
    }
    let anywhere = manifests.everywhere().matched_by(selector, object);
    if anywhere.maybe_more || !anywhere.pods.is_empty() {
        return;
    }
    let title = object.title();
    if let Some(Slip { pod, key, wanted, has }) = near_selector::slip(cx.project, &wanted, object) {
        cx.report(wanted, format!("{title} is for pods with `{key}: {}`, but there are none", wanted.text()))
            .help(format!("did you mean `{}`? The pods are not isolated", has.text()))
            .label(has.span(), format!("what the pods of {} have", pod.object().title()))
            .severity(Severity::Error);
    } else if manifests.has_pods(file) && !manifests.may_make_pods(file) {
        cx.report(selector.node(), format!("{title} is for none of the pods that are applied with it"))
            .help("make its `podSelector` match the labels of a pod template: nothing is isolated by it");
    }
}
