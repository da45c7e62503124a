use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What only jobs with indexes have.
const INDEXED: [&str; 2] = ["backoffLimitPerIndex", "successPolicy"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let path: &[&str] = match object.kind() {
        "Job" if object.group() == "batch" => &["spec"],
        "CronJob" if object.group() == "batch" => &["spec", "jobTemplate", "spec"],
        _ => return,
    };
    let Some(spec) = object.node().at(path).filter(|spec| spec.is_map()) else { return };
    let title = object.title();
    if object.kind() == "CronJob" {
        selectors(spec, &title, cx);
    }
    indexes(spec, &title, cx);
    failures(spec, &title, cx);
}

/// The jobs of a `CronJob` get their selector from the API server (`ValidateJobTemplateSpec`).
fn selectors(spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    if let Some(selector) = spec.entry("selector").filter(|entry| entry.value.is_map()) {
        cx.report(selector.key, format!("the jobs of {title} have a `selector`, which they get from the API server"))
            .help("remove it: the API server refuses the object");
    }
    if let Some(manual) = spec.get("manualSelector").filter(|it| it.as_bool() == Some(true)) {
        cx.report(manual, format!("the jobs of {title} have `manualSelector: true`"))
            .help("remove it: the API server makes their selectors, and refuses the object");
    }
}

fn indexes(spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let mode = spec.get("completionMode");
    if let Some(mode) = mode.filter(|mode| mode.as_str() == Some("Indexed") && spec.absent(&["completions"])) {
        cx.report(mode, format!("{title} is indexed, but does not say how many indexes there are"))
            .help("set `completions`: the API server refuses the object");
    }
    let is_plain = mode.is_some_and(|mode| mode.as_str() == Some("NonIndexed")) || spec.absent(&["completionMode"]);
    for entry in INDEXED.iter().filter_map(|field| spec.entry(field)).filter(|entry| !entry.value.is_null() && is_plain)
    {
        cx.report(entry.key, format!("{title} has a `{}`, but is not indexed", entry.key.text()))
            .help("set `completionMode: Indexed` and `completions`: the API server refuses the object");
    }
    let failed =
        spec.entry("maxFailedIndexes").filter(|it| !it.value.is_null() && spec.absent(&["backoffLimitPerIndex"]));
    if let Some(failed) = failed {
        cx.report(failed.key, format!("{title} has `maxFailedIndexes` without `backoffLimitPerIndex`"))
            .help("set both or none: the API server refuses the object");
    }
}

/// A policy for failures only sees pods that stay as they failed.
fn failures(spec: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let Some(policy) = spec.entry("podFailurePolicy").filter(|entry| !entry.value.is_null()) else { return };
    let restart = spec.at(&["template", "spec", "restartPolicy"]);
    if let Some(restart) = restart.filter(|restart| restart.as_str() == Some("OnFailure")) {
        cx.report(restart, format!("{title} has a `podFailurePolicy`, but its pods are restarted `OnFailure`"))
            .help("set `restartPolicy: Never`: the API server refuses anything else with a policy for failures")
            .label(policy.key.span(), "the policy");
    }
}
