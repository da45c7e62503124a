use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let Some(selector) = pod.selector() else { return };
    let labels = pod.labels();
    if labels.is_none() && !pod.lacks_labels() || selector.matches(labels) != Some(false) {
        return;
    }
    let title = pod.object().title();
    let has = |name: &str| labels.and_then(|labels| labels.get(name));
    let wrong = selector.wanted().into_iter().find(|(name, value)| has(name).map(Node::text) != Some(value.text()));
    let (place, message) = match wrong {
        Some((name, value)) => {
            let instead = has(name).map_or_else(|| "no such label".into(), |it| format!("`{name}: {}`", it.text()));
            (value, format!("the selector of {title} wants `{name}: {}`, but its pods have {instead}", value.text()))
        }
        None => (selector.node(), format!("the selector of {title} does not match the labels of its pods")),
    };
    let there = wrong.and_then(|(name, _)| has(name)).or(labels).unwrap_or(pod.template());
    cx.report(place, message)
        .help("make the selector and the labels of the template the same: the API server refuses the object")
        .label(there.span(), "what its pods have");
}
