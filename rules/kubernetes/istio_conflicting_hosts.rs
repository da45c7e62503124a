use crate::model::kubernetes::Object;
use crate::model::kubernetes::mesh::VirtualService;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many routes are compared with one.
const MAX_COMPARED: usize = 100;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(route) = VirtualService::new(object) else { return };
    check_order(route, object, cx);
    if !route.is_for_mesh() || object.node().at(&["spec", "exportTo"]).is_some() {
        return;
    }
    let file = object.node().span().file;
    let hosts: Vec<Node<'_>> = route.hosts().into_iter().filter(|host| host.as_text().is_some()).collect();
    // Files in one folder may be alternatives.
    let units = cx.project.manifests.units(file).flat_map(|unit| {
        let all = unit.index().of_kind("VirtualService").iter().take(MAX_COMPARED);
        all.filter(move |other| unit.is_kustomization || other.node().span().file == file)
    });
    for other in units {
        // The first one in the order of the files counts; the others are reported.
        let is_before = (other.node().span().file, other.node().span().start) < (file, object.node().span().start);
        let is_same = other.name() == object.name() || other.same_namespace(object) != Some(true);
        let Some(before) = VirtualService::new(*other).filter(|it| is_before && !is_same && it.is_for_mesh()) else {
            continue;
        };
        if other.node().at(&["spec", "exportTo"]).is_some() {
            continue;
        }
        let theirs = before.hosts();
        let Some(host) = hosts.iter().find(|host| theirs.iter().any(|own| own.as_text() == host.as_text())) else {
            continue;
        };
        cx.report(*host, format!("{} is for the host `{}`, and so is {}", object.title(), host.text(), other.title()))
            .help("put their routes into one: within the mesh they are not merged, and one of them counts for nothing")
            .label(other.place().span(), "the other one");
        return;
    }
}

/// Reports a route that no request comes to, because one before it takes all.
fn check_order(route: VirtualService<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let routes = route.http();
    let Some(at) = routes.iter().position(|it| takes_all(*it)) else { return };
    let Some(next) = routes.get(at + 1) else { return };
    let first = |route: Node<'_>| route.entries().next().map(|entry| entry.key.span());
    let (Some(place), Some(before)) = (first(*next), first(routes[at])) else { return };
    cx.report(place, format!("no request comes to this route of {}: one before it takes all", object.title()))
        .help("put the route without a condition last")
        .label(before, "the route that takes all");
}

/// Whether a route takes all requests: it has no condition, or only one that all paths meet.
fn takes_all(route: Node<'_>) -> bool {
    if !route.is_map() || route.is_open() {
        return false;
    }
    let all_paths = |condition: Node<'_>| {
        let mut entries = condition.entries().filter(|entry| entry.key.text() != "name");
        let is_root = |uri: Node<'_>| uri.get("prefix").and_then(Node::as_str) == Some("/");
        condition.is_map()
            && !condition.is_open()
            && entries.next().is_some_and(|entry| entry.key.text() == "uri" && is_root(entry.value))
            && entries.next().is_none()
    };
    route.absent(&["match"]) || route.get("match").is_some_and(|list| list.items().any(all_paths))
}
