use crate::model::github::{Repository, Step};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Step(check);

/// Names that are branches by custom, or tags that move as branches do.
const MOVING: [&str; 8] = ["main", "master", "develop", "development", "dev", "trunk", "HEAD", "latest"];

fn check(step: Step<'_>, cx: &mut Cx<'_>) {
    if let Some(action) = step.action() {
        judge(action, cx);
    }
}

fn judge(action: Repository<'_>, cx: &mut Cx<'_>) {
    let reference = action.reference;
    let is_moving =
        MOVING.contains(&reference) || reference.starts_with("release/") || reference.starts_with("refs/heads/");
    let is_allowed = || cx.list("allow").iter().any(|pattern| matches(pattern, action));
    if !is_moving || is_allowed() || cx.project.is_own_action(action) {
        return;
    }
    let kind = if reference == "latest" { "moving tag" } else { "branch" };
    let message = format!("action `{}/{}` follows the {kind} `{reference}`", action.owner, action.name);
    cx.report(action.reference_span(), message).help("pin it to a release or, better, to the commit of one");
}

/// Whether a pattern, `owner/name` or `owner/*`, means an action.
fn matches(pattern: &str, action: Repository<'_>) -> bool {
    match pattern.split_once('/') {
        Some((owner, "*")) => action.owner.eq_ignore_ascii_case(owner),
        Some((owner, name)) => action.is(owner, name),
        None => false,
    }
}
