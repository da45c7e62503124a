use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.is("argoproj.io", "Rollout") {
        check_rollout(object, cx);
    } else if object.is("flagger.app", "Canary") {
        check_flagger(object, cx);
    }
}

fn check_rollout(object: Object<'_>, cx: &mut Cx<'_>) {
    let strategy = |path: &[&str]| object.node().at(&["spec", "strategy"]).and_then(|strategy| strategy.at(path));
    let canary = |key: &str| strategy(&["canary", key]);
    let steps: Vec<Node<'_>> = canary("steps").into_iter().flat_map(Node::items).collect();
    let most = match strategy(&["canary", "trafficRouting", "maxTrafficWeight"]) {
        Some(most) => most.as_i64(),
        None => Some(100),
    };
    check_weights(&steps.iter().filter_map(|step| step.get("setWeight")).collect::<Vec<_>>(), most, object, cx);
    let pairs = [
        (canary("stableService"), canary("canaryService")),
        (strategy(&["blueGreen", "activeService"]), strategy(&["blueGreen", "previewService"])),
    ];
    for (stable, next) in pairs {
        let text = |node: Option<Node<'_>>| node.and_then(Node::as_text).map(str::to_owned);
        if let (Some(node), Some(one), Some(two)) = (next, text(stable), text(next))
            && one == two
        {
            cx.report(node, format!("{} has the same Service `{two}` for the stable and the new pods", object.title()))
                .help("give each a Service of its own: the controller refuses the rollout")
                .severity(Severity::Error);
        }
        [stable, next].into_iter().flatten().for_each(|name| check_name(name, "Service", object, cx));
    }
    let analyses = [canary("analysis"), strategy(&["blueGreen", "prePromotionAnalysis"])].into_iter().flatten();
    let after = strategy(&["blueGreen", "postPromotionAnalysis"]);
    let within = steps.iter().filter_map(|step| step.get("analysis"));
    for template in analyses.chain(after).chain(within).filter_map(|it| it.get("templates")).flat_map(Node::items) {
        let is_of_cluster = template.get("clusterScope").is_some_and(|it| it.as_bool() != Some(false));
        let kind = if is_of_cluster { "ClusterAnalysisTemplate" } else { "AnalysisTemplate" };
        if let Some(name) = template.get("templateName") {
            check_name(name, kind, object, cx);
        }
    }
}

fn check_flagger(object: Object<'_>, cx: &mut Cx<'_>) {
    let analysis = ["analysis", "canaryAnalysis"].into_iter().find_map(|key| object.node().at(&["spec", key]));
    let setting = |key: &str| analysis.and_then(|analysis| analysis.get(key));
    let listed: Vec<Node<'_>> = setting("stepWeights").into_iter().flat_map(Node::items).collect();
    check_weights(&listed, Some(100), object, cx);
    for weight in ["stepWeight", "maxWeight"].into_iter().filter_map(setting) {
        check_weights(&[weight], Some(100), object, cx);
    }
    if let Some(target) = object.node().at(&["spec", "targetRef"])
        && let Some((kind, name)) = target.get("kind").and_then(Node::as_str).zip(target.get("name"))
    {
        check_name(name, kind, object, cx);
    }
}

/// Reports shares that are none, and a share that is less than the one before it. Back to nothing is a step that people mean.
fn check_weights(weights: &[Node<'_>], most: Option<i64>, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(most) = most else { return };
    let mut before: Option<(Node<'_>, i64)> = None;
    for node in weights {
        let Some(weight) = node.as_i64() else {
            before = None;
            continue;
        };
        if !(0..=most).contains(&weight) {
            cx.report(*node, format!("{} gives the new version a share of {weight}", object.title()))
                .help(format!("give a number from 0 to {most}: the controller refuses the rollout"))
                .severity(Severity::Error);
            return;
        }
        if let Some((earlier, last)) = before
            && weight < last
            && weight > 0
        {
            cx.report(*node, format!("{} takes the new version from {last} back to {weight}", object.title()))
                .help("let each step give it more: less of the requests says nothing new about it")
                .label(earlier.span(), "the step before");
        }
        before = Some((*node, weight));
    }
}

/// Reports a name that is nowhere if something of the kind has almost the same.
fn check_name(node: Node<'_>, kind: &str, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(name) = node.as_text() else { return };
    let wanted = Wanted { asker: object, kind, name, namespace: None };
    let Some(near) = cx.project.manifests.missing(wanted).and_then(|missing| missing.near) else { return };
    cx.report(node, format!("{} names the {kind} `{name}`, which is nowhere in this repository", object.title()))
        .help(format!("did you mean `{}`?", near.label()))
        .label(near.place().span(), format!("the {kind} with almost this name"));
}
