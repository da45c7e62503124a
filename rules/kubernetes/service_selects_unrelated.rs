use crate::model::kubernetes::{Life, Object, PodSpec, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The labels that say what a pod is, of what it is a part, and which part.
const IDENTITY: [&str; 5] = ["app.kubernetes.io/name", "app", "k8s-app", "app.kubernetes.io/component", "component"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    // A headless one only names its pods: who asks for them chooses.
    let Some(service) = Service::new(object).filter(|it| !it.is_headless()) else { return };
    let selected = cx.project.manifests.selected_with(service).found;
    let serving = |pod: &&PodSpec<'_>| pod.form().life == Life::Long;
    let Some(first) = selected.iter().find(serving) else { return };
    let Some((other, what)) = selected.iter().find_map(|pod| Some((*pod, difference(*first, *pod)?))) else { return };
    let place = object.node().get("spec").and_then(|spec| spec.entry("selector"));
    let message = format!(
        "{} selects the pods of {} and of {}, which {what}",
        object.title(),
        first.object().title(),
        other.object().title()
    );
    cx.report(place.map_or(service.selector(), |entry| entry.key), message)
        .help("add a label to the selector that only the pods have that answer its requests")
        .label(other.object().place().span(), "what it selects as well");
}

/// In what a pod is another thing than the one that a service is for.
fn difference(first: PodSpec<'_>, other: PodSpec<'_>) -> Option<String> {
    if first.object() == other.object() {
        return None;
    }
    if other.form().life == Life::Batch {
        return Some("does its work and ends".into());
    }
    IDENTITY.iter().find_map(|key| {
        let value = |pod: PodSpec<'_>| pod.labels().and_then(|labels| labels.get(key)?.as_text().map(str::to_owned));
        let (one, two) = value(first).zip(value(other))?;
        (without_track(&one) != without_track(&two)).then(|| format!("has `{key}: {two}` where the other has `{one}`"))
    })
}

/// A name without the word at its end that tells releases of one program apart.
fn without_track(name: &str) -> &str {
    const TRACKS: [&str; 9] =
        ["stable", "canary", "primary", "preview", "blue", "green", "baseline", "current", "next"];
    match name.rsplit_once('-') {
        Some((rest, last)) if TRACKS.contains(&last) || is_version(last) => rest,
        _ => name,
    }
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}
