//! What the rules about objects that pods name have in common.

use crate::model::kubernetes::{PodSpec, Reference};
use crate::rule::Cx;

/// Reports the names of objects that are nowhere in the repository, where one with almost the same name is applied with the pod.
/// `what` says in words what it is.
pub fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>, what: &str, concerns: impl Fn(&Reference<'_>) -> bool) {
    let mut seen = Vec::new();
    for reference in Reference::all(pod).into_iter().filter(concerns) {
        let Some(name) = reference.name.as_text().filter(|name| !name.is_empty()) else { continue };
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let Some(meant) = cx.project.manifests.meant(reference.kind, name, pod.object()) else { continue };
        let message =
            format!("{} names the {what} `{name}`, which is nowhere in this repository", pod.object().title());
        cx.report(reference.name, message)
            .help(format!("did you mean `{}`?", meant.label()))
            .label(meant.place().span(), format!("the {what} with almost this name"));
    }
}
