use crate::model::docker::Stage;
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let ports: Vec<Node<'_>> = container
        .ports()
        .into_iter()
        .filter_map(|port| port.get("containerPort"))
        .chain(container.probes().into_iter().filter_map(crate::model::kubernetes::Probe::port))
        .collect();
    if ports.is_empty() || may_be_told(container) {
        return;
    }
    let Some(stage) = cx.project.stage_of(container) else { return };
    let Some(exposed) = stage.exposed_ports().filter(|exposed| !exposed.is_empty()) else { return };
    let mut said = Vec::new();
    for node in ports {
        let Some(port) = node.as_i64().and_then(|port| u16::try_from(port).ok()) else { continue };
        if exposed.contains(&port) || said.contains(&port) || stage.mentions_port(port) || mentions(container, port) {
            continue;
        }
        said.push(port);
        let listed: Vec<String> = exposed.iter().map(|port| format!("`{port}`")).collect();
        let message = format!(
            "container `{}` is asked at port {port}, but its image exposes {}",
            container.name(),
            listed.join(", ")
        );
        cx.report(node, message)
            .label(Stage::base_span(stage), "the image")
            .help("name the port that the program listens on");
    }
}

/// Whether something that is not written here may tell the program where to listen: a command of its own, variables, files.
fn may_be_told(container: Container<'_>) -> bool {
    ["command", "args", "envFrom", "volumeMounts"].iter().any(|key| !container.node().absent(&[key]))
        || container.env().iter().any(|(_, value)| value.is_none_or(|value| value.as_text().is_none()))
}

/// Whether a variable says the number.
fn mentions(container: Container<'_>, port: u16) -> bool {
    let number = port.to_string();
    container.env().iter().any(|(_, value)| value.is_some_and(|value| value.text().contains(&number)))
}
