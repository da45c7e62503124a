use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if !pod.is_on_host_network() {
        return;
    }
    for container in pod.containers() {
        for port in container.ports() {
            let (Some(host), Some(own)) = (port.get("hostPort"), port.get("containerPort")) else { continue };
            let numbers = host.as_i64().zip(own.as_i64());
            // 0 is read as no port at all.
            if numbers.is_some_and(|(host, own)| host != own && host != 0) {
                let (host, own, name) = (host.text(), own.text(), container.name());
                let message = format!(
                    "container `{name}` has `hostPort: {host}` for port {own}, but uses the network of the node itself"
                );
                cx.report(port.get("hostPort").unwrap_or(port), message)
                    .help("with `hostNetwork` both are the same port: make them equal or remove `hostPort`");
            }
        }
    }
}
