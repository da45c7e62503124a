use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let title = pod.object().title();
    for toleration in pod.spec().get("tolerations").into_iter().flat_map(Node::items).filter(|it| it.is_map()) {
        let operator = operator(toleration);
        let lacks = |field: &str| {
            toleration.absent(&[field]) || toleration.get(field).is_some_and(|it| it.as_str() == Some(""))
        };
        let value = toleration.get("value").filter(|value| value.as_text().is_some_and(|text| !text.is_empty()));
        if let Some(value) = value.filter(|_| operator == Some("Exists")) {
            cx.report(value, format!("a toleration of {title} has the operator `Exists` and a value"))
                .help("remove the value, or the operator: the API server refuses both together");
        }
        if operator == Some("Equal") && lacks("key") {
            let place = value.or(toleration.get("operator")).unwrap_or(toleration);
            cx.report(place, format!("a toleration of {title} names no taint"))
                .help("give it a `key`, or set `operator: Exists` to tolerate all: the API server refuses the object");
        }
        let seconds = toleration.entry("tolerationSeconds").filter(|entry| entry.value.as_i64().is_some());
        let effect = toleration.get("effect").and_then(Node::as_str);
        let is_other = lacks("effect") || effect.is_some_and(|effect| effect != "NoExecute");
        if let Some(seconds) = seconds.filter(|_| is_other) {
            cx.report(seconds.key, format!("a toleration of {title} ends after some time, but is not for `NoExecute`"))
                .help("set `effect: NoExecute`, or remove `tolerationSeconds`: the API server refuses the object");
        }
    }
}

/// How a toleration is compared with a taint, if that is known; `Equal` where it does not say.
fn operator(toleration: Node<'_>) -> Option<&str> {
    match toleration.get("operator") {
        Some(operator) => operator.as_str().map(|it| if it.is_empty() { "Equal" } else { it }),
        None => toleration.lacks("operator").then_some("Equal"),
    }
}
