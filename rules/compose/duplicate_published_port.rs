use rustc_hash::FxHashMap;

use crate::model::compose::{Given, Port, Service};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let ports: Vec<(&Service<'_>, Port<'_>)> = project
        .services
        .iter()
        .flat_map(|service| service.published().into_iter().map(move |port| (service, port)))
        .collect();
    let mut taken: FxHashMap<u16, Vec<usize>> = FxHashMap::default();
    for (at, (service, port)) in ports.iter().enumerate() {
        let Some(numbers) = port.published.known() else { continue };
        // A range from which the engine takes one that is free.
        if numbers.clone().count() > port.target.as_ref().map_or(1, |target| target.clone().count()) {
            continue;
        }
        let mut clash = None;
        for number in numbers.clone() {
            let others = taken.entry(number).or_default();
            clash = clash.or_else(|| {
                others
                    .iter()
                    .copied()
                    .find(|other| collide(&ports[*other], (service, port)))
                    .map(|other| (number, other))
            });
            others.push(at);
        }
        if let Some((number, other)) = clash {
            let (owner, first) = &ports[other];
            let message = format!(
                "service `{}` publishes port {number} of the host, which `{}` has",
                service.name(),
                owner.name()
            );
            cx.report(port.place, message).label(first.place.span, "taken here").help("give one of them another port");
        }
    }
}

/// Whether two ports of the same number cannot both be bound.
fn collide<'t>((owner, one): &(&Service<'t>, Port<'t>), (service, other): (&Service<'t>, &Port<'t>)) -> bool {
    let is_same_protocol = one.protocol.is_some() && one.protocol == other.protocol;
    let overlaps = match (&one.host_ip, &other.host_ip) {
        (Given::Is(a), Given::Is(b)) => a == b || one.is_public() || other.is_public(),
        (Given::Unknown, _) | (_, Given::Unknown) => false,
        _ => true,
    };
    // An item that an override repeats is one item.
    let is_same_item = std::ptr::eq(*owner, service)
        && one.node.text() == other.node.text()
        && !one.node.is_map()
        && one.node.span().file != other.node.span().file;
    is_same_protocol && overlaps && !is_same_item && owner.may_run_with(service)
}
