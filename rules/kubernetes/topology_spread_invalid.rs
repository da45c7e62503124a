use rustc_hash::FxHashMap;

use crate::diagnostic::Severity;
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let title = pod.object().title();
    let mut seen: FxHashMap<(&str, &str), Node<'_>> = FxHashMap::default();
    let constraints = pod.spec().get("topologySpreadConstraints").into_iter().flat_map(Node::items);
    for constraint in constraints.filter(|constraint| constraint.is_map()) {
        numbers(constraint, &title, cx);
        selection(constraint, &title, cx);
        let key = constraint.get("topologyKey");
        if let Some(key) = key.filter(|key| key.as_str() == Some("")) {
            cx.report(key, format!("a spread of the pods of {title} has no key to tell nodes apart by"))
                .help("name a label of nodes, as in `kubernetes.io/hostname`: the API server refuses the object");
        }
        let otherwise = constraint.get("whenUnsatisfiable").and_then(Node::as_str);
        let Some((key, otherwise)) = key.filter(|key| key.as_text().is_some()).zip(otherwise) else { continue };
        if let Some(first) = seen.insert((key.text(), otherwise), key) {
            cx.report(key, format!("the pods of {title} are spread by `{}` twice", key.text()))
                .help("keep one of them: the API server refuses two with the same `whenUnsatisfiable`")
                .label(first.span(), "the first one");
        }
    }
}

fn numbers(constraint: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    for field in ["maxSkew", "minDomains"] {
        if let Some(number) = constraint.get(field).filter(|it| it.as_i64().is_some_and(|number| number < 1)) {
            cx.report(number, format!("a spread of the pods of {title} has `{field}: {}`", number.text()))
                .help("write 1 or more: the API server refuses the object");
        }
    }
    let soft = constraint.get("whenUnsatisfiable").filter(|it| it.as_str() == Some("ScheduleAnyway"));
    if let Some((domains, soft)) = constraint.get("minDomains").filter(|it| it.as_i64().is_some()).zip(soft) {
        cx.report(domains, format!("a spread of the pods of {title} has `minDomains` but may be ignored"))
            .help(
                "set `whenUnsatisfiable: DoNotSchedule`, or remove `minDomains`: the API server refuses both together",
            )
            .label(soft.span(), "is only a wish");
    }
}

/// A constraint without a selector counts no pods at all, and so spreads none.
fn selection(constraint: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    if constraint.absent(&["labelSelector"]) {
        let place = constraint.get("topologyKey").filter(|key| !key.is_null()).unwrap_or(constraint);
        cx.report(place, format!("a spread of the pods of {title} selects no pods, and so has no effect"))
            .severity(Severity::Warning)
            .help("add a `labelSelector` with the labels of these pods");
    }
}
