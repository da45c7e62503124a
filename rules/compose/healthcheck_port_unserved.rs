use crate::model::compose::Service;
use crate::model::docker::own_port;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(test) = service.at(&["healthcheck", "test"]) else { return };
    let words: Vec<Node<'_>> = if test.is_seq() { test.items().collect() } else { vec![test] };
    let asked = words.into_iter().find_map(|word| Some((word, own_port(word.as_str()?)?.0)));
    let Some((node, port)) = asked.filter(|_| service.absent(&["network_mode"])) else { return };
    let ports = service.published();
    let is_published =
        |it: &&crate::model::compose::Port<'_>| it.published.known().is_some_and(|host| host.contains(&port));
    let Some(published) = ports.iter().find(is_published) else { return };
    let Some(inner) = published.target.as_ref().filter(|inner| inner.start() == inner.end()) else { return };
    let is_inner = ports.iter().any(|it| it.target.as_ref().is_none_or(|ports| ports.contains(&port)));
    if is_inner || is_told(service, port) {
        return;
    }
    // An image that is not built here may listen at both.
    let Some(stage) = cx.project.stage_of_service(service) else { return };
    let is_exposed = stage.exposed_ports().is_none_or(|exposed| !exposed.contains(inner.start()));
    if is_exposed || stage.mentions_port(port) {
        return;
    }
    let message = format!(
        "the health check of `{}` asks port {port}, which is its port on the host; in the container it is {}",
        service.name(),
        inner.start()
    );
    cx.report(node, message)
        .label(published.place.span, "published here")
        .help("ask the port of the container: the check runs inside of it");
}

/// Whether anything in the service may tell the program to listen at a port.
fn is_told(service: &Service<'_>, port: u16) -> bool {
    let number = port.to_string();
    let says =
        |path: &[&str]| service.items(path).iter().any(|node| node.as_str().is_none_or(|text| text.contains(&number)));
    let sets =
        |path: &[&str]| service.pairs(path).iter().any(|pair| pair.value().is_none_or(|value| value.contains(&number)));
    !service.absent(&["env_file"])
        || !service.absent(&["expose"])
        || ["command", "entrypoint"]
            .iter()
            .any(|key| says(&[key]) || !service.absent(&[key]) && service.items(&[key]).is_empty())
        || sets(&["environment"])
        || sets(&["build", "args"])
}
