use crate::fix::{Edit, Safety};
use crate::model::compose::Service;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let stores: Vec<(&Service<'_>, &[u16])> = project
        .services
        .iter()
        .filter(|service| service.absent(&["network_mode"]))
        .filter_map(|service| Some((service, service.store()?.0.ports)))
        .collect();
    if stores.is_empty() {
        return;
    }
    for service in
        project.services.iter().filter(|service| service.absent(&["network_mode"]) && service.store().is_none())
    {
        for pair in service.pairs(&["environment"]) {
            let Some(value) = pair.value() else { continue };
            for host in ["localhost:", "127.0.0.1:"] {
                let Some(at) = value.find(host) else { continue };
                let port = value[at + host.len()..]
                    .split(|c: char| !c.is_ascii_digit())
                    .next()
                    .and_then(|port| port.parse().ok());
                let Some((store, _)) =
                    port.and_then(|port: u16| stores.iter().find(|(_, ports)| ports.contains(&port)))
                else {
                    continue;
                };
                let port = port.unwrap_or_default();
                let message = format!(
                    "`{}` of service `{}` looks for port {port} on the container itself, but `{}` has it",
                    pair.name,
                    service.name(),
                    store.name()
                );
                let edit = (!pair.node.is_shared()).then(|| named(&pair, at, host.len() - 1, store.name())).flatten();
                cx.report(pair.place, message).help(format!("write `{}` for the host", store.name())).fix(
                    "name the service",
                    Safety::Unsafe,
                    edit,
                );
            }
        }
    }
}

/// Puts the name of a service in the place of a host.
fn named(pair: &crate::model::compose::Pair<'_>, at: usize, length: usize, name: &str) -> Option<Edit> {
    let offset = if pair.is_item() { pair.name.len() + 1 } else { 0 };
    let span: Span = pair.node.span_of(offset + at..offset + at + length);
    (span.len() == length).then(|| Edit::replace(span, name))
}
