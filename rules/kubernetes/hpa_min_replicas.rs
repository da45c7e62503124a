use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.kind() != "HorizontalPodAutoscaler" {
        return;
    }
    let path = ["spec", "minReplicas"];
    let least = object.node().at(&path).filter(|least| !least.is_null());
    let may_be_one = least.map_or_else(|| object.node().absent(&path), |it| it.as_i64().is_some_and(|it| it < 2));
    if may_be_one {
        let written = least.map(|_| "polaris:hpaMinAvailability");
        let what = if least.and_then(Node::as_i64) == Some(0) { "no pod" } else { "a single pod" };
        cx.report(least.unwrap_or_else(|| object.gap(&path)), format!("{} may leave {what}", object.title()))
            .help("set `minReplicas` to 2 or more")
            .stands_for(["kube-score:horizontalpodautoscaler-replicas"].into_iter().chain(written));
    }
}
