use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if pod.is_windows() {
        return;
    }
    let mut said_for_all = Vec::new();
    for container in pod.containers() {
        let Some(place) = root(container) else { continue };
        // What the pod says for all its containers is said once.
        let is_own = container.node().span().contains(place.span());
        if !is_own && said_for_all.contains(&place.span()) {
            continue;
        }
        let who = if is_own {
            format!("container `{}`", container.name())
        } else {
            said_for_all.push(place.span());
            format!("every container of {}", pod.object().title())
        };
        let message = match place.as_i64() {
            Some(user) => format!("{who} runs as root (`runAsUser: {user}`)"),
            None => format!("{who} may run as root (`runAsNonRoot: {}`)", place.text()),
        };
        let mut reported = cx.report(place, message).help("run it as a user of its own, with `runAsNonRoot: true`");
        if place.as_bool() == Some(false) {
            reported = reported.fix("demand another user than root", Safety::Unsafe, fix::yaml::set(place, "true"));
        }
        if prepares(container) || is_privileged(container) {
            reported.severity(Severity::Info);
        }
    }
}

/// What makes a container run as root: a user 0, or leave for it taken back from the pod without another user.
fn root(container: Container<'_>) -> Option<Node<'_>> {
    if let Some(user) = container.security("runAsUser") {
        // Where root is forbidden as well, the container never starts: another rule's finding.
        let is_forbidden = container.security("runAsNonRoot").is_some_and(|it| it.as_bool() == Some(true));
        return (user.as_i64() == Some(0) && !is_forbidden).then_some(user);
    }
    let allowed = container.security("runAsNonRoot").filter(|it| it.as_bool() == Some(false))?;
    container.lacks_security("runAsUser").then_some(allowed)
}

/// Whether it is as good as root whoever it runs as, which is another rule's finding.
fn is_privileged(container: Container<'_>) -> bool {
    container.security("privileged").is_some_and(|it| it.as_bool() != Some(false))
}

/// Whether it only prepares files for the others, which takes root for a moment.
fn prepares(container: Container<'_>) -> bool {
    container.role() == ContainerRole::Init && ["chown", "chmod", "sysctl"].iter().any(|word| container.runs(word))
}
