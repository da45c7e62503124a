use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_route = object.group() == "gateway.networking.k8s.io" && object.kind().ends_with("Route");
    let rules = object.node().at(&["spec", "rules"]).filter(|_| is_route);
    for entry in rules.into_iter().flat_map(Node::items).filter_map(|rule| rule.entry("backendRefs")) {
        let weights: Vec<_> = entry.value.items().filter_map(|backend| backend.get("weight")).collect();
        let title = object.title();
        if let Some(weight) = weights.iter().find(|weight| weight.as_i64().is_some_and(|weight| weight < 0)) {
            cx.report(*weight, format!("a backend of {title} has the weight {}", weight.text()))
                .help("weights are 0 or more: the API server refuses the object")
                .severity(Severity::Error);
        }
        // A backend without a weight has 1.
        let all_given = weights.len() == entry.value.items().len() && !weights.is_empty() && !entry.value.is_open();
        if all_given && weights.iter().all(|weight| weight.as_i64() == Some(0)) {
            cx.report(entry.key, format!("all backends of a rule of {title} have the weight 0"))
                .help("give one of them a greater weight: requests are answered with 500");
        }
    }
}
