use crate::model::kubernetes::Object;
use crate::model::kubernetes::mesh::VirtualService;
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many rules for destinations are looked at for a route.
const MAX_RULES: usize = 500;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(route) = VirtualService::new(object) else { return };
    for destination in route.destinations() {
        check_destination(destination, object, cx);
    }
}

fn check_destination(destination: Node<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let Some((node, subset)) = destination.get("subset").and_then(|node| Some((node, node.as_text()?))) else { return };
    let Some(host) = destination.get("host").and_then(Node::as_text) else { return };
    let all = cx.project.manifests.everywhere().of_kind("DestinationRule");
    let rules = all.iter().filter(|_| all.len() <= MAX_RULES);
    let of_host = |rule: &&Object<'_>| rule.node().at(&["spec", "host"]).is_some_and(|it| may_be_same(it, host));
    let rules: Vec<Object<'_>> = rules.filter(of_host).copied().collect();
    let Some(first) = rules.first() else { return };
    if !rules.iter().all(|rule| lacks_subset(*rule, subset)) || !cx.project.manifests.is_whole(node.span().file) {
        return;
    }
    let defined: Vec<&str> = names(*first).filter_map(Node::as_text).collect();
    let help = match spelling::nearest(subset, defined) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "define the subset in the DestinationRule: requests that go to it are answered with 503".into(),
    };
    cx.report(
        node,
        format!("{} goes to the subset `{subset}` of `{host}`, which no DestinationRule defines", object.title()),
    )
    .help(help)
    .label(first.place().span(), "the subsets of this host are here");
}

/// Whether two hosts may be the same: their first parts are, or one has a wildcard.
fn may_be_same(host: Node<'_>, other: &str) -> bool {
    let Some(host) = host.as_text() else { return true };
    let first = |host: &'_ str| host.split('.').next().unwrap_or_default().to_owned();
    host.contains('*')
        || if host.contains('.') && other.contains('.') { host == other } else { first(host) == first(other) }
}

fn names(rule: Object<'_>) -> impl Iterator<Item = Node<'_>> {
    let subsets = rule.node().at(&["spec", "subsets"]).into_iter().flat_map(Node::items);
    subsets.filter_map(|subset| subset.get("name"))
}

fn lacks_subset(rule: Object<'_>, subset: &str) -> bool {
    let list = ["spec", "subsets"];
    let is_seen = rule.node().absent(&list) || rule.node().at(&list).is_some_and(|it| it.is_seq() && !it.is_open());
    is_seen && names(rule).all(|name| name.as_text().is_some_and(|name| name != subset))
}
