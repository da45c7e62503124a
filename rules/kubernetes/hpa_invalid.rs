use crate::model::kubernetes::{Autoscaler, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// Kinds that have no number of replicas to change.
const FIXED: [&str; 5] = ["DaemonSet", "Job", "CronJob", "Pod", "Service"];

/// The types of metrics, the fields that say what is measured, and what may be aimed at, of which one has to be there (`MetricSpec` in the
/// API reference, and `validateMetricSpec` of the API server).
const SOURCES: [(&str, &str, &[&str]); 5] = [
    ("Resource", "resource", &["averageUtilization", "averageValue"]),
    ("ContainerResource", "containerResource", &["averageUtilization", "averageValue"]),
    ("Pods", "pods", &["averageValue"]),
    ("Object", "object", &["value", "averageValue"]),
    ("External", "external", &["value", "averageValue"]),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(autoscaler) = Autoscaler::new(object) else { return };
    let title = object.title();
    if let (Some(least), Some(most)) = (autoscaler.bound("min"), autoscaler.bound("max"))
        && let (Some(from), Some(to)) = (least.as_i64(), most.as_i64())
        && from > to
    {
        cx.report(most, format!("{title} scales to at most {to}, which is less than its least, {from}"))
            .help("the API server refuses the object: exchange the two numbers")
            .label(least.span(), "the least");
    } else if let Some(most) = autoscaler.bound("max").filter(|most| most.as_i64().is_some_and(|most| most < 1)) {
        cx.report(most, format!("{title} scales to at most {}", most.text()))
            .stands_for([])
            .help("the API server refuses a maximum below 1");
    }
    let zero = autoscaler.bound("min").filter(|least| least.as_i64() == Some(0) && object.group() == "autoscaling");
    let may_scale_to_zero =
        |metric: Node<'_>| metric.get("type").is_none_or(|it| ["Object", "External"].contains(&it.text()));
    let metrics = object.node().at(&["spec", "metrics"]);
    if let Some(least) =
        zero.filter(|_| !metrics.is_some_and(|all| all.is_unknown() || all.items().any(may_scale_to_zero)))
    {
        cx.report(least, format!("{title} may leave no pod, but measures nothing that is there without one"))
            .stands_for([])
            .help("set `minReplicas: 1`, or add a metric of type `Object` or `External`: the API server refuses the object");
    }
    let kind = autoscaler.target().get("kind").filter(|kind| kind.as_str().is_some_and(|it| FIXED.contains(&it)));
    if let Some(kind) = kind {
        cx.report(kind, format!("{title} scales a {}, which has no number of replicas", kind.text()))
            .stands_for([])
            .help("scale a Deployment, a StatefulSet or another kind with `spec.replicas`");
    }
    for metric in object.node().at(&["spec", "metrics"]).into_iter().flat_map(Node::items) {
        let Some(place) = metric.get("type") else { continue };
        let Some((name, key, aims)) = SOURCES.iter().find(|(name, ..)| place.as_str() == Some(name)) else { continue };
        if metric.absent(&[key]) {
            cx.report(place, format!("a metric of {title} is of type `{name}` but has no `{key}`"))
                .stands_for([])
                .help(format!("say under `{key}` what is measured: the API server refuses the object"));
        }
        let target = metric.at(&[key, "target"]).filter(|target| target.is_map());
        if let Some(target) = target.filter(|target| aims.iter().all(|aim| target.absent(&[aim]))) {
            let place = target.get("type").filter(|kind| !kind.is_null()).unwrap_or(place);
            cx.report(place, format!("a metric of {title} of type `{name}` has no `{}`", aims.join("` and no `")))
                .stands_for([])
                .help("say what it is to be kept at: the API server refuses the object");
        }
        let Some(described) = metric.get("object").filter(|_| *name == "Object") else { continue };
        for field in ["kind", "name"].iter().filter(|field| described.absent(&["describedObject", field])) {
            let key = described.entry("describedObject").map_or(place, |entry| entry.key);
            cx.report(key, format!("a metric of {title} is of an object without a `{field}`"))
                .stands_for(["kics:k8s/hpa_targets_invalid_object"])
                .help("name the object that is measured: the API server refuses one without it");
        }
    }
}
