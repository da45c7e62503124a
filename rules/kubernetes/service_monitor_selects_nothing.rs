use super::near_selector;
use crate::model::kubernetes::{LabelSelector, Monitor, Object};
use crate::project::Project;
use crate::project::manifests::Index;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many services are compared with a selector that selects none.
const MAX_COMPARED: usize = 200;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(monitor) = Monitor::new(object) else { return };
    let Some(selector) = monitor.selector() else { return };
    let wanted = selector.wanted();
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if wanted.is_empty() || !near_selector::is_plain(wanted.iter().map(|(key, _)| *key)) || !manifests.is_whole(file) {
        return;
    }
    let index = manifests.everywhere();
    let is_here = |other: Object<'_>| monitor.looks_at(other);
    let select = |index: &Index<'_>| {
        if monitor.is_for_pods() {
            let selected = index.pods_where(selector, is_here);
            (!selected.found.is_empty(), selected.maybe_more)
        } else {
            let selected = index.services_where(selector, is_here);
            (!selected.found.is_empty(), selected.maybe_more)
        }
    };
    let (selects_some, may_select_more) = select(index);
    // Those whose labels are filled in later silence a slip only if they are applied with the monitor.
    if selects_some || manifests.units(file).any(|unit| select(unit.index()).1) {
        return;
    }
    let what = if monitor.is_for_pods() { "pod" } else { "Service" };
    let title = object.title();
    if let Some((key, wanted, has)) = slip(cx.project, monitor, selector, object) {
        cx.report(wanted, format!("{title} selects {what}s with `{key}: {}`, but there are none", wanted.text()))
            .help(format!("did you mean `{}`? Nothing is scraped", has.text()))
            .label(has.span(), format!("what a {what} has that is applied with it"));
    } else if !may_select_more && monitor.is_for_own_namespace() && is_alone(cx.project, monitor, selector, object) {
        cx.report(selector.node(), format!("{title} selects no {what} of those that are applied with it"))
            .help(format!("make its selector match the labels of a {what}: nothing is scraped"));
    }
}

/// Whether all that it could select can be seen: some of it is applied with it, and no operator makes more.
fn is_alone(project: &Project<'_>, monitor: Monitor<'_>, selector: LabelSelector<'_>, object: Object<'_>) -> bool {
    let manifests = &project.manifests;
    let file = object.node().span().file;
    let has_services = || manifests.units(file).any(|unit| !unit.index().of_kind("Service").is_empty());
    let has_any = if monitor.is_for_pods() { manifests.has_pods(file) } else { has_services() };
    has_any && near_selector::is_closed(project, file, &selector.asks())
}

/// The label in which a selector differs by a slip from all that something has which is applied with it.
fn slip<'p>(
    project: &'p Project<'_>,
    monitor: Monitor<'_>,
    selector: LabelSelector<'p>,
    object: Object<'_>,
) -> Option<(&'p str, Node<'p>, Node<'p>)> {
    let units = || project.manifests.units(object.node().span().file);
    let wanted = selector.wanted();
    let pods = units().flat_map(|unit| unit.index().pods()).map(|pod| (pod.object(), pod.labels()));
    let services = units().flat_map(|unit| unit.index().of_kind("Service")).map(|service| (*service, service.labels()));
    let mut candidates: Vec<(Object<'p>, Option<Node<'p>>)> =
        if monitor.is_for_pods() { pods.take(MAX_COMPARED).collect() } else { services.take(MAX_COMPARED).collect() };
    candidates.retain(|(object, _)| monitor.looks_at(*object) != Some(false));
    candidates.into_iter().find_map(|(_, labels)| near_selector::label_slip(labels?, &wanted))
}
