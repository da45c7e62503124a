use super::added_capability::BASELINE;
use crate::diagnostic::Severity;
use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// The labels of a namespace, and what each does to a pod.
const MODES: [(&str, &str, Severity); 3] = [
    ("pod-security.kubernetes.io/enforce", "rejects", Severity::Error),
    ("pod-security.kubernetes.io/warn", "warns of", Severity::Warning),
    ("pod-security.kubernetes.io/audit", "records", Severity::Warning),
];

/// The types of volumes that the level "restricted" allows.
const VOLUMES: [&str; 9] = [
    "name",
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/// What a pod does that its level forbids, and where.
type Violation<'t> = (Node<'t>, String);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let Some(namespace) = pod.object().namespace_node().and_then(Node::as_text) else { return };
    let [namespace] = cx.project.manifests.named("Namespace", namespace) else { return };
    let level = |label: &str| namespace.labels()?.get(label)?.as_str();
    for (label, does, severity) in MODES {
        let violation = match level(label) {
            Some("baseline") => baseline(pod),
            Some("restricted") => baseline(pod).or_else(|| restricted(pod)),
            _ => None,
        };
        let Some((place, what)) = violation else { continue };
        let level = level(label).unwrap_or_default();
        let title = pod.object().title();
        cx.report(
            place,
            format!("{what}, so the namespace `{}` {does} {title} (level \"{level}\")", namespace.label()),
        )
        .severity(severity)
        .label(namespace.place().span(), "the namespace")
        .help("change the pod, or put it into a namespace of another level");
        return;
    }
}

/// What the level "baseline" forbids.
fn baseline(pod: PodSpec<'_>) -> Option<Violation<'_>> {
    let is = |node: Option<Node<'_>>, wanted: bool| node.is_some_and(|it| it.as_bool() == Some(wanted));
    let shared = ["hostNetwork", "hostPID", "hostIPC"].into_iter().find(|field| is(pod.spec().get(field), true));
    if let Some(field) = shared {
        return Some((pod.spec().get(field)?, format!("it sets `{field}`")));
    }
    let volumes = pod.spec().get("volumes").into_iter().flat_map(Node::items);
    if let Some(folder) = volumes.filter_map(|volume| volume.get("hostPath")).find(|it| it.is_map()) {
        return Some((folder.get("path").unwrap_or(folder), "it mounts a `hostPath`".to_owned()));
    }
    pod.containers().into_iter().find_map(|container| baseline_of(pod, container))
}

fn baseline_of<'t>(pod: PodSpec<'t>, container: Container<'t>) -> Option<Violation<'t>> {
    let name = container.name();
    let ports = container.ports().into_iter().filter_map(|port| port.get("hostPort"));
    if let Some(port) = ports.into_iter().find(|port| port.as_i64().is_some_and(|number| number > 0)) {
        return Some((port, format!("`{name}` uses a `hostPort`")));
    }
    if pod.is_windows() {
        return None;
    }
    if let Some(privileged) = container.security("privileged").filter(|it| it.as_bool() == Some(true)) {
        return Some((privileged, format!("`{name}` is privileged")));
    }
    let added = container.added_capabilities().into_iter().find(|(_, capability)| !BASELINE.contains(capability));
    if let Some((place, capability)) = added {
        return Some((place, format!("`{name}` adds `{capability}`")));
    }
    let profile = container.security("seccompProfile").and_then(|it| it.get("type"));
    let profile = profile.filter(|it| it.as_str() == Some("Unconfined"))?;
    Some((profile, format!("`{name}` runs without seccomp")))
}

/// What the level "restricted" forbids besides.
fn restricted(pod: PodSpec<'_>) -> Option<Violation<'_>> {
    let volumes = pod.spec().get("volumes").into_iter().flat_map(Node::items);
    let other =
        volumes.flat_map(Node::entries).find(|entry| !VOLUMES.contains(&entry.key.text()) && entry.value.is_map());
    if let Some(entry) = other {
        return Some((entry.key, format!("it mounts a volume of the type `{}`", entry.key.text())));
    }
    let containers = pod.containers().into_iter();
    containers.filter(|it| it.role() != ContainerRole::Ephemeral).find_map(|it| restricted_of(pod, it))
}

fn restricted_of<'t>(pod: PodSpec<'t>, container: Container<'t>) -> Option<Violation<'t>> {
    let name = container.name();
    let root = container.security("runAsUser").filter(|it| it.as_i64() == Some(0));
    if let Some(place) = root {
        return Some((place, format!("`{name}` runs as root")));
    }
    if container.lacks_security("runAsNonRoot") {
        return Some((container.place(), format!("`{name}` lacks `runAsNonRoot: true`")));
    }
    if pod.is_windows() {
        return None;
    }
    if container.lacks_security("allowPrivilegeEscalation") {
        return Some((container.place(), format!("`{name}` lacks `allowPrivilegeEscalation: false`")));
    }
    if container.lacks_security("seccompProfile") {
        return Some((container.place(), format!("`{name}` lacks a `seccompProfile`")));
    }
    if container.node().absent(&["securityContext", "capabilities", "drop"]) {
        return Some((container.place(), format!("`{name}` doesn't drop the capabilities `ALL`")));
    }
    None
}
