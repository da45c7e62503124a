use crate::diagnostic::Severity;
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let constraints = pod.spec().get("topologySpreadConstraints").into_iter().flat_map(Node::items);
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let title = pod.object().title();
    for constraint in constraints.filter(|it| it.is_map()) {
        let text = |field: &str| constraint.get(field).and_then(Node::as_str);
        for field in ["maxSkew", "minDomains"] {
            if let Some(number) = constraint.get(field).filter(|it| it.as_i64().is_some_and(|number| number < 1)) {
                cx.report(number, format!("{title} spreads its pods with a `{field}` of {}", number.text()))
                    .help("give 1 or more: the API server refuses the object");
            }
        }
        if let Some(key) = constraint.get("topologyKey").filter(|key| key.as_str() == Some("")) {
            cx.report(key, format!("{title} spreads its pods over an empty `topologyKey`")).help(
                "name a label of the nodes, such as `topology.kubernetes.io/zone`: the API server refuses the object",
            );
        }
        let mode = text("whenUnsatisfiable");
        if let Some(least) = constraint.entry("minDomains").filter(|_| mode == Some("ScheduleAnyway")) {
            cx.report(least.key, format!("{title} asks for `minDomains` and schedules its pods anyway"))
                .help("say `whenUnsatisfiable: DoNotSchedule`, or leave it out: the API server refuses the object");
        }
        if let Some(pair) = text("topologyKey").filter(|key| !key.is_empty()).zip(mode) {
            if seen.contains(&pair) {
                let place = constraint.get("topologyKey").unwrap_or(constraint);
                cx.report(place, format!("{title} spreads its pods over `{}` twice with `{}`", pair.0, pair.1))
                    .help("leave one of them: the API server refuses the object");
            }
            seen.push(pair);
        }
        if constraint.absent(&["labelSelector"]) {
            let place = constraint.entry("topologyKey").map_or(constraint, |entry| entry.key);
            cx.report(place, format!("{title} spreads its pods and has no `labelSelector` for them"))
                .help("add the labels of its pods: without a selector no pods are counted, and nothing is spread")
                .severity(Severity::Warning);
        }
    }
}
