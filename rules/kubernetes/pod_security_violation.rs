use crate::diagnostic::Severity;
use crate::model::kubernetes::pod_security::{Level, violations};
use crate::model::kubernetes::schema::Minor;
use crate::model::kubernetes::{Object, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// The labels of a namespace, and what each does to a pod.
const MODES: [(&str, &str, Severity); 3] = [
    ("pod-security.kubernetes.io/enforce", "rejects", Severity::Error),
    ("pod-security.kubernetes.io/warn", "warns of", Severity::Warning),
    ("pod-security.kubernetes.io/audit", "records", Severity::Warning),
];
/// How many places are shown beside the first.
const MOST_LABELS: usize = 8;

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let Some(namespace) = pod.object().namespace_node().and_then(Node::as_text) else { return };
    let [namespace] = cx.project.manifests.named("Namespace", namespace) else { return };
    for (label, does, severity) in MODES {
        let Some((word, level)) = level(*namespace, label) else { continue };
        let Some(version) = version(*namespace, label, cx.project.kubernetes_version()) else { continue };
        let found = violations(pod, level, version);
        let Some((first, others)) = found.split_first() else { continue };
        let more = match others.len() {
            0 => String::new(),
            1 => ", among another thing".to_owned(),
            count => format!(", among {count} other things"),
        };
        let title = pod.object().title();
        let message =
            format!("{}{more}, so the namespace `{}` {does} {title} (level \"{word}\")", first.what, namespace.label());
        let mut reported = cx
            .report(first.place, message)
            .severity(severity)
            .help("change the pod, or put it into a namespace of another level");
        for other in others.iter().take(MOST_LABELS) {
            reported = reported.label(other.place.span(), other.what.clone());
        }
        reported.label(namespace.place().span(), "the namespace");
        return;
    }
}

/// The level that a label of a namespace asks for, if it forbids anything.
fn level<'t>(namespace: Object<'t>, label: &str) -> Option<(&'t str, Level)> {
    let word = namespace.labels()?.get(label)?.as_str()?;
    let level = match word {
        "baseline" => Level::Baseline,
        "restricted" => Level::Restricted,
        _ => return None,
    };
    Some((word, level))
}

/// The version of the level: the newest, if no label says another.
fn version(namespace: Object<'_>, label: &str, newest: Minor) -> Option<Minor> {
    match namespace.labels().and_then(|labels| labels.get(&format!("{label}-version"))) {
        Some(version) if version.as_str() == Some("latest") => Some(newest),
        // What the levels were before is another matter.
        Some(version) => version.as_str()?.strip_prefix("v1.")?.parse().ok().filter(|minor| *minor >= 25),
        None => Some(newest),
    }
}
