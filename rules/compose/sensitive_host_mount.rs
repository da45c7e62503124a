use crate::diagnostic::Severity;
use crate::model::compose::{MountKind, ResourceKind, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

/// Folders of the system; what lies below them is not meant.
const FOLDERS: [&str; 16] = [
    "/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/usr", "/var",
    "/var/lib", "/var/run",
];

/// Folders of keys in somebody's home.
const KEYS: [&str; 6] = [".ssh", ".aws", ".kube", ".docker", ".gnupg", ".config/gcloud"];

/// Words in the names of images that watch a host, and see it read-only.
const WATCHERS: [&str; 16] = [
    "alloy",
    "beat",
    "beszel",
    "cadvisor",
    "collectd",
    "datadog",
    "exporter",
    "fluent",
    "glances",
    "netdata",
    "newrelic",
    "otel",
    "opentelemetry-collector",
    "promtail",
    "telegraf",
    "zabbix",
];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    project.services.iter().for_each(|service| look(service, cx));
    for volume in project.resources(ResourceKind::Volume) {
        let devices = ["device", "mountpoint"].into_iter().filter_map(|key| volume.at(&["driver_opts", key]));
        for node in devices {
            if let Some(path) = node.as_str().filter(|path| is_sensitive(path)) {
                cx.report(node, format!("the volume `{}` is `{path}` of the host", volume.name()))
                    .help("give it a folder of its own, for instance below `/srv`");
            }
        }
    }
}

fn look(service: &Service<'_>, cx: &mut Cx<'_>) {
    for mount in service.mounts().iter().filter(|mount| mount.kind == MountKind::Bind) {
        let Some(source) = mount.source.and_then(|source| source.value()).filter(|source| is_sensitive(source)) else {
            continue;
        };
        let name = service.name();
        let image = service.image().map_or("", |image| image.text());
        if mount.is_read_only == Some(true) && WATCHERS.iter().any(|word| image.contains(word) || name.contains(word)) {
            continue;
        }
        let (message, severity) = match mount.is_read_only {
            Some(true) => (format!("service `{name}` can read all of `{source}` of the host"), Severity::Info),
            Some(false) => (format!("service `{name}` can write to all of `{source}` of the host"), Severity::Warning),
            None => continue,
        };
        cx.report(mount.place(), message).severity(severity).help("mount only the files that it needs, read-only");
    }
}

fn is_sensitive(path: &str) -> bool {
    let bare = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    let home = bare.strip_prefix("~/").or_else(|| bare.strip_prefix("/root/"));
    FOLDERS.contains(&bare) || home.is_some_and(|below| KEYS.contains(&below))
}
