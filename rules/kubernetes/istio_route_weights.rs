use crate::diagnostic::Severity;
use crate::fix::yaml::{self, Value};
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("networking.istio.io", "VirtualService") {
        return;
    }
    let routes = ["http", "tcp", "tls"].into_iter().filter_map(|key| object.node().at(&["spec", key]));
    for entry in routes.flat_map(Node::items).filter_map(|it| it.entry("route")) {
        check_route(entry.key, entry.value, object, cx);
    }
}

fn check_route(key: Node<'_>, route: Node<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let weights: Vec<Option<Node<'_>>> = route.items().map(|it| it.get("weight")).collect();
    let negative = weights.iter().flatten().find(|weight| weight.as_i64().is_some_and(|weight| weight < 0));
    if let Some(weight) = negative {
        cx.report(*weight, format!("a route of {} has the weight {}", object.title(), weight.text()))
            .help("weights are 0 or more: Istio refuses the object")
            .severity(Severity::Error);
        return;
    }
    let is_whole = !route.is_open() && route.items().all(|it| it.get("weight").is_some() || it.lacks("weight"));
    let known: Option<Vec<i64>> = weights.iter().map(|weight| weight.map_or(Some(0), Node::as_i64)).collect();
    let Some(known) = known.filter(|known| is_whole && known.len() > 1) else { return };
    let sum = known.iter().fold(0_i64, |sum, weight| sum.saturating_add(*weight));
    match sum {
        100 => {}
        0 => {
            cx.report(key, format!("the weights of a route of {} with several destinations make 0", object.title()))
                .help("give each destination its share: Istio refuses a route whose weights are all 0")
                .severity(Severity::Error);
        }
        sum => {
            let mut reported = cx
                .report(key, format!("the weights of a route of {} make {sum}, not 100", object.title()))
                .help("make them 100 together: each destination gets another share than its number says");
            reported = reported.fix("give the last destination the rest", Safety::Unsafe, give_rest(route, sum));
            for weight in weights.iter().flatten() {
                reported = reported.label(weight.span(), format!("{sum} together"));
            }
        }
    }
}

/// Gives what is left of 100 to the only destination without a weight.
fn give_rest(route: Node<'_>, sum: i64) -> Option<Edit> {
    let mut without = route.items().filter(|it| it.lacks("weight"));
    let only = without.next().filter(|_| (1..100).contains(&sum) && without.next().is_none())?;
    yaml::insert(only, "weight", &Value::scalar((100 - sum).to_string()))
}
