use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(count) = service.replicas().filter(|count| *count > 1) else { return };
    let name = service.name();
    if let Some(node) = service.at(&["container_name"]) {
        cx.report(node, format!("service `{name}` has {count} containers, but one name for all of them"))
            .help("take `container_name` out");
    }
    // The mesh of a swarm leads one port to all of them.
    let has_mesh =
        service.file.is_for_swarm() || service.at(&["deploy", "replicas"]).is_some() && service.file.is_stack();
    for port in service.published() {
        let hosts = port.published.known().map_or(usize::MAX, |ports| ports.clone().count());
        let is_fixed = hosts < usize::try_from(count).unwrap_or(usize::MAX);
        if is_fixed && !has_mesh {
            let shown = cx.project.files().text(port.place.span).trim_matches(['"', '\'']).to_owned();
            cx.report(
                port.place,
                format!(
                    "service `{name}` has {count} containers, but one port of the host for all of them (`{shown}`)"
                ),
            )
            .help("let the engine choose the port, give a range, or put a proxy before the service");
        }
    }
}
