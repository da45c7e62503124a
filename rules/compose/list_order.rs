use crate::fix::{Safety, yaml};
use crate::model::compose::{Given, Port, Service, alphabet};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for layer in service.layers.nodes() {
        if let Some(list) = layer.get("depends_on") {
            look_at_dependencies(service, list, cx);
        }
        if let Some(list) = layer.get("ports") {
            look_at_ports(service, list, cx);
        }
    }
}

fn look_at_dependencies(service: &Service<'_>, list: Node<'_>, cx: &mut Cx<'_>) {
    let names: Vec<Node<'_>> =
        if list.is_map() { list.own_entries().map(|entry| entry.key).collect() } else { list.items().collect() };
    let texts: Vec<&str> = names.iter().map(|name| name.text()).collect();
    if let Some(pair) = names.windows(2).find(|pair| alphabet::compare(pair[0].text(), pair[1].text()).is_gt()) {
        let message = format!(
            "the dependency `{}` of service `{}` stands behind `{}`",
            pair[1].text(),
            service.name(),
            pair[0].text()
        );
        cx.report(pair[1], message)
            .stands_for(["dclint:service-dependencies-alphabetical-order"])
            .help("put them into the order of the alphabet")
            .fix("sort the dependencies", Safety::Safe, yaml::reorder(list, &alphabet::order(&texts)));
    }
}

fn look_at_ports(service: &Service<'_>, list: Node<'_>, cx: &mut Cx<'_>) {
    let ports: Vec<(Rank<'_>, Node<'_>)> = list.items().filter_map(|item| Some((rank(item)?, item))).collect();
    if let Some(pair) = ports.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        let mut order: Vec<usize> = (0..ports.len()).collect();
        order.sort_by_key(|at| ports[*at].0);
        let (port, before) = (shown(pair[1].1), shown(pair[0].1));
        let message = format!("the port `{port}` of service `{}` stands behind `{before}`", service.name());
        cx.report(pair[1].1, message)
            .stands_for(["dclint:service-ports-alphabetical-order"])
            .help("put them into the order of the host's ports, what a variable decides first")
            .fix("sort the ports", Safety::Safe, yaml::reorder(list, &order));
    }
}

/// A port as it is written.
fn shown(item: Node<'_>) -> &str {
    item.get("published").or(item.get("target")).unwrap_or(item).text()
}

/// Where a port belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'t> {
    /// None of the host is given.
    Absent,
    /// A variable decides.
    Variable(&'t str),
    /// The first port of the host, else of the container.
    Number(u16),
}

fn rank(item: Node<'_>) -> Option<Rank<'_>> {
    let port = Port::of(item)?.ok()?;
    let given = match port.published {
        Given::Absent if item.is_map() => return Some(Rank::Absent),
        Given::Absent => port.target,
        Given::Is(ports) => Some(ports),
        Given::Unknown => None,
    };
    Some(given.map_or(Rank::Variable(shown(item)), |ports| Rank::Number(*ports.start())))
}
