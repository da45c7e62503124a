//! The Pod Security Standards (<https://kubernetes.io/docs/concepts/security/pod-security-standards/>, taken 2026-11-22): what the
//! levels "baseline" and "restricted" forbid.

use super::schema::Minor;
use super::{Container, PROBES, PodSpec};
use crate::tree::Node;

/// The capabilities that the level "baseline" lets containers add.
pub const BASELINE_CAPABILITIES: [&str; 13] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/// The parameters of the kernel that belong to a pod alone, and the minor version from which each counts as safe; 0 where all that
/// are supported do.
pub const SAFE_SYSCTLS: [(&str, Minor); 12] = [
    ("kernel.shm_rmid_forced", 0),
    ("net.ipv4.ip_local_port_range", 0),
    ("net.ipv4.tcp_syncookies", 0),
    ("net.ipv4.ping_group_range", 0),
    ("net.ipv4.ip_unprivileged_port_start", 0),
    ("net.ipv4.ip_local_reserved_ports", 27),
    ("net.ipv4.tcp_keepalive_time", 29),
    ("net.ipv4.tcp_fin_timeout", 29),
    ("net.ipv4.tcp_keepalive_intvl", 29),
    ("net.ipv4.tcp_keepalive_probes", 29),
    ("net.ipv4.tcp_rmem", 32),
    ("net.ipv4.tcp_wmem", 32),
];

/// The beginning of the annotations of a pod that name the `AppArmor` profile of each of its containers, before Kubernetes 1.30.
pub const APPARMOR_ANNOTATION: &str = "container.apparmor.security.beta.kubernetes.io/";

/// The types of volumes that the level "restricted" allows, beside the `name`.
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

/// The types of `SELinux` that the level "baseline" allows.
const SELINUX_TYPES: [&str; 5] = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

/// A level of the standards that forbids something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// What is known to lead out of a container.
    Baseline,
    /// What good practice forbids besides.
    Restricted,
}

/// What a pod does that its level forbids.
#[derive(Clone, Debug)]
pub struct Violation<'t> {
    /// Where it is written, or missing.
    pub place: Node<'t>,
    /// What it is, as part of a sentence: ``it sets `hostPID` ``.
    pub what: String,
}

/// All that a level, as it is in a minor version, surely forbids in a pod.
pub fn violations<'t>(pod: PodSpec<'t>, level: Level, version: Minor) -> Vec<Violation<'t>> {
    let mut check = Check { pod, version, found: Vec::new() };
    check.baseline();
    if level == Level::Restricted {
        check.restricted();
    }
    check.found
}

struct Check<'t> {
    pod: PodSpec<'t>,
    version: Minor,
    found: Vec<Violation<'t>>,
}

fn is(node: Option<Node<'_>>, wanted: bool) -> bool {
    node.is_some_and(|it| it.as_bool() == Some(wanted))
}

/// Text that is set to something.
fn text<'t>(node: Node<'t>, path: &[&str]) -> Option<(Node<'t>, &'t str)> {
    let found = node.at(path)?;
    found.as_str().filter(|text| !text.is_empty()).map(|text| (found, text))
}

impl<'t> Check<'t> {
    fn report(&mut self, place: Node<'t>, what: String) {
        // What the pod says for all its containers is said once.
        if self.found.iter().all(|other| other.place != place) {
            self.found.push(Violation { place, what });
        }
    }

    fn baseline(&mut self) {
        let spec = self.pod.spec();
        for field in ["hostNetwork", "hostPID", "hostIPC"] {
            if let Some(set) = spec.get(field).filter(|set| set.as_bool() == Some(true)) {
                self.report(set, format!("it sets `{field}`"));
            }
        }
        for folder in
            self.pod.volumes().into_iter().filter_map(|volume| volume.get("hostPath")).filter(|it| it.is_map())
        {
            self.report(folder.get("path").unwrap_or(folder), "it mounts a `hostPath`".to_owned());
        }
        self.context(spec, "it");
        self.sysctls();
        self.annotations();
        for container in self.pod.containers() {
            self.baseline_of(container);
        }
    }

    /// What a security context may not say, be it the pod's or a container's.
    fn context(&mut self, node: Node<'t>, who: &str) {
        let Some(context) = node.get("securityContext").filter(|context| context.is_map()) else { return };
        if let Some(set) = context.at(&["windowsOptions", "hostProcess"]).filter(|set| set.as_bool() == Some(true)) {
            self.report(set, format!("{who} runs as a process of the node"));
        }
        if self.pod.is_windows() {
            return;
        }
        if let Some((place, _)) = text(context, &["seccompProfile", "type"]).filter(|(_, it)| *it == "Unconfined") {
            self.report(place, format!("{who} runs without seccomp"));
        }
        if let Some((place, _)) = text(context, &["appArmorProfile", "type"]).filter(|(_, it)| *it == "Unconfined") {
            self.report(place, format!("{who} runs without AppArmor"));
        }
        if let Some((place, kind)) =
            text(context, &["seLinuxOptions", "type"]).filter(|(_, it)| !SELINUX_TYPES.contains(it))
        {
            self.report(place, format!("{who} runs as `{kind}` for SELinux"));
        }
        for field in ["user", "role"] {
            if let Some((place, _)) = text(context, &["seLinuxOptions", field]) {
                self.report(place, format!("{who} sets the `{field}` for SELinux"));
            }
        }
    }

    fn sysctls(&mut self) {
        let sysctls = self.pod.spec().at(&["securityContext", "sysctls"]).into_iter().flat_map(Node::items);
        for name in
            sysctls.filter_map(|sysctl| sysctl.get("name")).filter(|_| !self.pod.is_windows()).collect::<Vec<_>>()
        {
            let Some(text) = name.as_str() else { continue };
            let safe = |(known, since): &(&str, Minor)| *known == text && *since <= self.version;
            if !SAFE_SYSCTLS.iter().any(safe) {
                self.report(name, format!("it sets `{text}`"));
            }
        }
    }

    fn annotations(&mut self) {
        let annotations = self.pod.template().at(&["metadata", "annotations"]).into_iter().flat_map(Node::entries);
        for entry in annotations.filter(|_| !self.pod.is_windows()).collect::<Vec<_>>() {
            let Some(container) = entry.key.text().strip_prefix(APPARMOR_ANNOTATION) else { continue };
            let profile = entry.value.as_text().filter(|it| *it != "runtime/default" && !it.starts_with("localhost/"));
            if profile.is_some_and(|profile| !profile.is_empty()) {
                self.report(entry.value, format!("`{container}` runs without AppArmor"));
            }
        }
    }

    fn baseline_of(&mut self, container: Container<'t>) {
        let name = container.name();
        for port in container.ports().into_iter().filter_map(|port| port.get("hostPort")) {
            if port.as_i64().is_some_and(|number| number != 0) {
                self.report(port, format!("`{name}` uses a `hostPort`"));
            }
        }
        self.context(container.node(), &format!("`{name}`"));
        if self.version >= 34 {
            self.hosts(container);
        }
        if self.pod.is_windows() {
            return;
        }
        let context = |field: &str| container.node().at(&["securityContext", field]);
        if let Some(privileged) = context("privileged").filter(|it| it.as_bool() == Some(true)) {
            self.report(privileged, format!("`{name}` is privileged"));
        }
        let is_own = is(self.pod.spec().get("hostUsers"), false);
        if let Some(mount) = context("procMount").filter(|it| it.as_str() == Some("Unmasked") && !is_own) {
            self.report(mount, format!("`{name}` sees all of `/proc`"));
        }
        for (place, capability) in container.added_capabilities() {
            if !BASELINE_CAPABILITIES.contains(&capability) {
                self.report(place, format!("`{name}` adds `{capability}`"));
            }
        }
    }

    /// Probes and hooks that ask something else than the pod.
    fn hosts(&mut self, container: Container<'t>) {
        let node = container.node();
        let hooks = ["postStart", "preStop"].into_iter().filter_map(|hook| node.at(&["lifecycle", hook]));
        let asking = PROBES.into_iter().filter_map(|probe| node.get(probe)).chain(hooks);
        for handler in asking.flat_map(|it| ["httpGet", "tcpSocket"].into_iter().filter_map(move |key| it.get(key))) {
            if let Some((place, host)) = text(handler, &["host"]) {
                self.report(place, format!("`{}` has `{host}` asked", container.name()));
            }
        }
    }

    fn restricted(&mut self) {
        let volumes = self.pod.volumes().into_iter().flat_map(Node::entries);
        for entry in volumes.filter(|entry| !VOLUMES.contains(&entry.key.text()) && entry.value.is_map()) {
            // Those of the node are forbidden already.
            if entry.key.text() != "hostPath" {
                self.report(entry.key, format!("it mounts a volume of the type `{}`", entry.key.text()));
            }
        }
        // The users of a pod with users of its own are none of the node's.
        let has_own_users = is(self.pod.spec().get("hostUsers"), false);
        if let Some(user) =
            self.pod.spec().at(&["securityContext", "runAsUser"]).filter(|it| it.as_i64() == Some(0) && !has_own_users)
        {
            self.report(user, "it runs as root".to_owned());
        }
        for container in self.pod.containers() {
            if !has_own_users {
                self.user(container);
            }
            if !self.pod.is_windows() {
                self.restricted_of(container);
            }
        }
    }

    fn user(&mut self, container: Container<'t>) {
        let name = container.name();
        let own = container.node().at(&["securityContext", "runAsUser"]);
        if let Some(user) = own.filter(|user| user.as_i64() == Some(0)) {
            self.report(user, format!("`{name}` runs as root"));
        }
        match container.security("runAsNonRoot") {
            Some(set) if set.as_bool() == Some(false) => self.report(set, format!("`{name}` may run as root")),
            None if container.lacks_security("runAsNonRoot") => {
                let place = container.gap(&["securityContext", "runAsNonRoot"]);
                self.report(place, format!("`{name}` lacks `runAsNonRoot: true`"));
            }
            _ => {}
        }
    }

    fn restricted_of(&mut self, container: Container<'t>) {
        let name = container.name();
        let field = "allowPrivilegeEscalation";
        match container.security(field) {
            Some(set) if set.as_bool() == Some(true) => self.report(set, format!("`{name}` sets `{field}`")),
            None if container.lacks_security(field) => {
                self.report(container.gap(&["securityContext", field]), format!("`{name}` lacks `{field}: false`"));
            }
            _ => {}
        }
        if container.lacks_security("seccompProfile") {
            let place = container.gap(&["securityContext", "seccompProfile"]);
            self.report(place, format!("`{name}` lacks a `seccompProfile`"));
        }
        let drop = ["securityContext", "capabilities", "drop"];
        let list = container.node().at(&drop);
        let is_known =
            list.is_some_and(|list| list.is_seq() && !list.is_open() && list.items().all(|it| it.as_str().is_some()));
        let drops_all = container.dropped_capabilities().iter().any(|(_, it)| *it == "ALL");
        if container.node().absent(&drop) || is_known && !drops_all {
            self.report(container.gap(&drop), format!("`{name}` doesn't drop the capabilities `ALL`"));
        }
        for (place, capability) in container.added_capabilities() {
            // Those that are worse are forbidden already.
            if BASELINE_CAPABILITIES.contains(&capability) && capability != "NET_BIND_SERVICE" {
                self.report(place, format!("`{name}` adds `{capability}`"));
            }
        }
    }
}
