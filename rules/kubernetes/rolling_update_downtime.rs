use crate::fix::{self, Edit, Safety};
use crate::model::kubernetes::{Object, share_of};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("apps", "Deployment") {
        return;
    }
    let rolling = object.node().at(&["spec", "strategy", "rollingUpdate"]);
    let Some(unavailable) = rolling.and_then(|rolling| rolling.get("maxUnavailable")) else { return };
    let is_all = unavailable.as_str() == Some("100%");
    if !is_all && unavailable.as_i64().is_none() || unavailable.as_i64() == Some(0) {
        return;
    }
    let pods = object.pods();
    let Some(pod) = pods.first() else { return };
    let autoscalers = cx.project.manifests.autoscalers_of(object);
    let replicas = autoscalers.first().map_or_else(|| object.replicas(), |autoscaler| autoscaler.least());
    let Some(replicas) = replicas.filter(|replicas| *replicas > 0) else { return };
    if autoscalers.is_empty() && cx.project.manifests.may_be_scaled_elsewhere(object) {
        return;
    }
    if share_of(unavailable, replicas).is_none_or(|most| most < replicas) {
        return;
    }
    let services = cx.project.manifests.services_of(*pod);
    let Some(service) = services.first().filter(|service| !service.ignores_readiness()) else { return };
    let pods = if replicas == 1 { "its only pod".into() } else { format!("all of its {replicas} pods") };
    cx.report(unavailable, format!("an update of {} may take away {pods} at once", object.title()))
        .help("set `maxUnavailable: 0` and `maxSurge: 1`, so that a new pod is ready before an old one goes")
        .fix("add a pod before one is taken away", Safety::Unsafe, mend(unavailable, rolling))
        .label(service.object().place().span(), "sends traffic to it");
}

/// The edits with which no pod is taken away and at least one is added first.
fn mend(unavailable: Node<'_>, rolling: Option<Node<'_>>) -> Option<Vec<Edit>> {
    let mut edits = vec![fix::yaml::set(unavailable, "0")?];
    // Where nothing is said a quarter may be added, and at least one.
    if let Some(surge) = rolling?.get("maxSurge").filter(|surge| !surge.is_null()) {
        let adds_none = surge.as_i64() == Some(0) || surge.as_str() == Some("0%");
        edits.extend(adds_none.then(|| fix::yaml::set(surge, "1")).flatten());
        if surge.is_unknown() || adds_none && edits.len() < 2 {
            return None;
        }
    }
    Some(edits)
}
