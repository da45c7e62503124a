use std::ops::Range;

use crate::fix::{Edit, Safety};
use crate::model::compose::{Port, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let targets: Vec<(&Service<'_>, Vec<Port<'_>>)> = project
        .services
        .iter()
        .map(|service| (service, service.published()))
        .filter(|(_, ports)| !ports.is_empty())
        .collect();
    for service in &project.services {
        for pair in service.pairs(&["environment"]) {
            let Some(value) = pair.value().filter(|value| value.contains(':')) else { continue };
            for (target, ports) in targets.iter().filter(|(target, _)| target.name() != service.name()) {
                let Some((used, range)) = port_of(value, target.name()) else { continue };
                let Some(port) =
                    ports.iter().find(|port| port.published.known().is_some_and(|host| host.contains(&used)))
                else {
                    continue;
                };
                let Some(inner) = &port.target else { continue };
                let is_inner = ports.iter().any(|port| port.target.as_ref().is_none_or(|ports| ports.contains(&used)));
                let is_exposed = target.items(&["expose"]).iter().any(|node| node.text().contains(&used.to_string()));
                if !is_inner && !is_exposed && target.absent(&["network_mode"]) {
                    let message = format!(
                        "`{}` of service `{}` reaches `{}` at {used}, which is its port on the host only",
                        pair.name,
                        service.name(),
                        target.name()
                    );
                    let offset = if pair.is_item() { pair.name.len() + 1 } else { 0 };
                    let span = pair.node.span_of(offset + range.start..offset + range.end);
                    let is_plain = inner.start() == inner.end() && !pair.node.is_shared() && span.len() == range.len();
                    let edit = is_plain.then(|| Edit::replace(span, inner.start().to_string()));
                    cx.report(pair.place, message)
                        .label(port.place.span, "published here")
                        .help(format!("use the port of the container, {}", inner.start()))
                        .fix("use the port of the container", Safety::Unsafe, edit);
                }
            }
        }
    }
}

/// The port that stands behind the name of a host in a value, and its bytes: `//db:5432`, `@db:5432`, `db:5432`.
fn port_of(value: &str, host: &str) -> Option<(u16, Range<usize>)> {
    value.match_indices(host).find_map(|(at, _)| {
        let is_start = at == 0 || value[..at].ends_with(['/', '@', ',']);
        let digits = value[at + host.len()..].strip_prefix(':').filter(|_| is_start)?;
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let start = at + host.len() + 1;
        Some((digits[..end].parse().ok()?, start..start + end))
    })
}
