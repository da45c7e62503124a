use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::spelling::nearest;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for probe in container.probes() {
        let Some(port) = probe.port() else { continue };
        let is_name = port.as_str().is_some_and(|name| name.contains(|letter: char| letter.is_ascii_alphabetic()));
        let Some(names) = container.port_names().filter(|_| is_name) else { continue };
        if names.contains(&port.text()) {
            continue;
        }
        let peer = match probe.name {
            "livenessProbe" => "kube-linter:liveness-port",
            "readinessProbe" => "kube-linter:readiness-port",
            _ => "kube-linter:startup-port",
        };
        let message = format!(
            "the {} of container `{}` asks port `{}`, which the container does not have",
            probe.title(),
            container.name(),
            port.text()
        );
        let near = nearest(port.text(), names);
        let help = near.map_or("give one of its `ports` this name, or name the number".into(), |near| {
            format!("did you mean `{near}`?")
        });
        cx.report(port, message).stands_for([peer]).help(help);
    }
}
