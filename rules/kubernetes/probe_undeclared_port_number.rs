use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let declared = container.ports();
    let list = container.node().get("ports");
    if declared.is_empty() || !list.is_some_and(|list| list.is_seq() && !list.is_open()) {
        return;
    }
    let numbers: Option<Vec<&str>> = declared.iter().map(|port| port.get("containerPort")?.as_text()).collect();
    let Some(numbers) = numbers else { return };
    for probe in container.probes() {
        let Some(port) = probe.port().filter(|port| port.as_i64().is_some()) else { continue };
        // A port that the program is told about need not be declared.
        if numbers.contains(&port.text()) || container.is_told(port.text()) {
            continue;
        }
        let peer = match probe.name {
            "livenessProbe" => "kube-linter:liveness-port",
            "readinessProbe" => "kube-linter:readiness-port",
            _ => "kube-linter:startup-port",
        };
        let (title, name) = (probe.title(), container.name());
        cx.report(port, format!("the {title} of container `{name}` asks port {}, which is not declared", port.text()))
            .stands_for([peer])
            .help(format!("the ports that are declared: {}", numbers.join(", ")));
    }
}
