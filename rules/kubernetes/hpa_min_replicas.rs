use crate::fix::{self, Safety};
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
        let most = object.node().at(&["spec", "maxReplicas"]).and_then(Node::as_i64);
        let two = fix::yaml::put(object.node(), &path, &fix::yaml::Value::scalar("2"));
        let two = two.filter(|_| most.is_some_and(|most| most >= 2));
        let written = least.map(|_| "polaris:hpaMinAvailability");
        let what = if least.and_then(Node::as_i64) == Some(0) { "no pod" } else { "a single pod" };
        cx.report(least.unwrap_or_else(|| object.gap(&path)), format!("{} may leave {what}", object.title()))
            .help("set `minReplicas` to 2 or more")
            .fix("keep two pods", Safety::Unsafe, two)
            .stands_for(["kube-score:horizontalpodautoscaler-replicas"].into_iter().chain(written));
    }
}
