use crate::diagnostic::Severity;
use crate::model::compose::{MountKind, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

/// What the sockets of container engines are called.
const SOCKETS: [&str; 5] = ["docker.sock", "podman.sock", "containerd.sock", "crio.sock", "dockershim.sock"];

/// Words in the names of images whose work it is to watch or drive the engine, and which say so themselves.
const DRIVERS: [&str; 29] = [
    "adguardhome-sync",
    "autoheal",
    "beszel",
    "cadvisor",
    "caddy-docker-proxy",
    "coolify",
    "dashdot",
    "diun",
    "dockge",
    "docker-gen",
    "dozzle",
    "glances",
    "homepage",
    "komodo",
    "netdata",
    "nginx-proxy",
    "ofelia",
    "portainer",
    "promtail",
    "runner",
    "socket-proxy",
    "swarmpit",
    "telegraf",
    "traefik",
    "vector",
    "watchtower",
    "whalewall",
    "windmill",
    "yacht",
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for mount in service.mounts().iter().filter(|mount| mount.kind == MountKind::Bind) {
        let Some(source) = mount.source.and_then(|source| source.value()) else { continue };
        if !SOCKETS.iter().any(|socket| source.rsplit('/').next() == Some(socket)) {
            continue;
        }
        let image = service.image().map_or("", |image| image.text());
        let is_driver = DRIVERS.iter().any(|word| image.contains(word) || service.name().contains(word));
        let severity = if is_driver { Severity::Info } else { Severity::Warning };
        cx.report(mount.place(), format!("service `{}` gets `{source}`, and with it the host", service.name()))
            .severity(severity)
            .help("put a proxy between that lets through what the service needs, such as `docker-socket-proxy`");
    }
}
