use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for (key, what) in [("depends_on", "dependency"), ("ports", "port")] {
        for list in service.layers.nodes().iter().filter_map(|layer| layer.get(key)) {
            let names: Vec<Node<'_>> =
                if list.is_map() { list.entries().map(|entry| entry.key).collect() } else { list.items().collect() };
            let is_behind =
                |pair: &&[Node<'_>]| pair.iter().all(|node| node.is_scalar()) && pair[0].text() > pair[1].text();
            if let Some(pair) = names.windows(2).find(is_behind) {
                let message = format!(
                    "the {what} `{}` of service `{}` stands behind `{}`",
                    pair[1].text(),
                    service.name(),
                    pair[0].text()
                );
                cx.report(pair[1], message).help("put them into the order of the alphabet");
            }
        }
    }
}
