use crate::model::kubernetes::{Autoscaler, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Kinds that have no number of replicas to change.
const FIXED: [&str; 5] = ["DaemonSet", "Job", "CronJob", "Pod", "Service"];

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
    let kind = autoscaler.target().get("kind").filter(|kind| kind.as_str().is_some_and(|it| FIXED.contains(&it)));
    if let Some(kind) = kind {
        cx.report(kind, format!("{title} scales a {}, which has no number of replicas", kind.text()))
            .stands_for([])
            .help("scale a Deployment, a StatefulSet or another kind with `spec.replicas`");
    }
    for metric in object.node().at(&["spec", "metrics"]).into_iter().flat_map(|metrics| metrics.items()) {
        let Some(name) = metric.get("type").and_then(|name| name.as_str()) else { continue };
        let key = format!("{}{}", name[..name.len().min(1)].to_lowercase(), name.get(1..).unwrap_or_default());
        let Some(place) = metric.get("type") else { continue };
        if metric.absent(&[&key]) {
            cx.report(place, format!("a metric of {title} is of type `{name}` but has no `{key}`"))
                .stands_for([])
                .help(format!("say under `{key}` what is measured: the API server refuses the object"));
        }
    }
}
