use crate::model::kubernetes::{Container, LabelSelector, Monitor, Object, PodSpec, Service};
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(monitor) = Monitor::new(object) else { return };
    let Some(selector) = monitor.selector() else { return };
    check_targets(monitor, selector, object, cx);
    let Some(Declared { by, names }) = declared(cx.project, object, monitor, selector) else { return };
    for port in monitor.ports().filter(|port| !names.contains(&port.text())) {
        let what = if monitor.is_for_pods() { "no container of" } else { "no port of" };
        let has = if monitor.is_for_pods() { "has a port that is called so" } else { "is called so" };
        let message = format!("{} scrapes the port `{}`, but {what} {} {has}", object.title(), port.text(), by.title());
        cx.report(port, message).help(advice(port.text(), &names)).label(by.place().span(), "what it selects");
    }
}

/// Ports of containers: Prometheus finds them by what the pods declare, by name as well as by number.
fn check_targets(monitor: Monitor<'_>, selector: LabelSelector<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    if monitor.target_ports().next().is_none() {
        return;
    }
    let Some(Declared { by, names }) = targets(cx.project, object, monitor, selector) else { return };
    for port in monitor.target_ports().filter(|port| !names.contains(&port.text())) {
        let message = format!(
            "{} scrapes the target port `{}`, but no container of {} declares it",
            object.title(),
            port.text(),
            by.title()
        );
        cx.report(port, message).help(advice(port.text(), &names)).label(by.place().span(), "what it selects");
    }
}

/// What to do about a port that is not among some.
fn advice(port: &str, names: &[&str]) -> String {
    match spelling::nearest(port, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its ports are {}: nothing is scraped here", listed(names)),
    }
}

/// The names and numbers of all ports that the pods declare which a monitor comes to, if that can be known.
fn targets<'p>(
    project: &'p Project<'_>,
    object: Object<'_>,
    monitor: Monitor<'_>,
    selector: LabelSelector<'_>,
) -> Option<Declared<'p>> {
    let index = project.manifests.everywhere();
    let is_here = |other: Object<'_>| monitor.looks_at(other);
    let pods: Vec<PodSpec<'p>> = if monitor.is_for_pods() {
        selected_pods(project, monitor, selector)?
    } else {
        let services = index.services_where(selector, is_here);
        let mut pods = Vec::new();
        for service in Some(services.found).filter(|_| !services.maybe_more)? {
            let selected = index.selected_by(Service::new(service)?);
            pods.extend(Some(selected.found).filter(|_| !selected.maybe_more)?);
        }
        pods
    };
    let is_known = |pod: &PodSpec<'_>| !pod.may_have_more_ports() && is_seen(project, object, pod.object());
    let by = pods.first().filter(|_| pods.iter().all(is_known))?.object();
    let ports = || pods.iter().flat_map(|pod| pod.containers()).flat_map(Container::ports);
    let mut names = names_of(ports())?;
    let numbers = ports().map(|port| port.get("containerPort")?.as_text()).collect::<Option<Vec<_>>>()?;
    names.extend(numbers);
    Some(Declared { by, names })
}

/// The names of the ports that may be scraped, and the first object that has some of them.
struct Declared<'p> {
    by: Object<'p>,
    names: Vec<&'p str>,
}

/// What is declared by all that a monitor selects, if that can be known.
fn declared<'p>(
    project: &'p Project<'_>,
    object: Object<'_>,
    monitor: Monitor<'_>,
    selector: LabelSelector<'_>,
) -> Option<Declared<'p>> {
    let index = project.manifests.everywhere();
    let is_here = |other: Object<'_>| monitor.looks_at(other);
    let mut names = Vec::new();
    let objects: Vec<Object<'p>> = if monitor.is_for_pods() {
        let pods = selected_pods(project, monitor, selector)?;
        if pods.iter().any(|pod| pod.may_have_more_ports()) {
            return None;
        }
        names.extend(names_of(pods.iter().flat_map(|pod| pod.containers()).flat_map(Container::ports))?);
        pods.iter().map(|pod| pod.object()).collect()
    } else {
        let selected = index.services_where(selector, is_here);
        for service in &selected.found {
            names.extend(names_of(service.service_ports()?)?);
        }
        if selected.maybe_more {
            return None;
        }
        selected.found
    };
    let by = *objects.first().filter(|_| objects.iter().all(|other| is_seen(project, object, *other)))?;
    Some(Declared { by, names })
}

/// The pods that a monitor selects, if there are surely no others.
fn selected_pods<'p>(
    project: &'p Project<'_>,
    monitor: Monitor<'_>,
    selector: LabelSelector<'_>,
) -> Option<Vec<PodSpec<'p>>> {
    let selected = project.manifests.everywhere().pods_where(selector, |other| monitor.looks_at(other));
    Some(selected.found).filter(|_| !selected.maybe_more)
}

/// Whether all that a monitor may find beside an object can be seen: an operator makes services, too, and what is applied at another time
/// may have a neighbour that is not here.
fn is_seen(project: &Project<'_>, monitor: Object<'_>, other: Object<'_>) -> bool {
    let (file, other) = (monitor.node().span().file, other.node().span().file);
    let manifests = &project.manifests;
    manifests.is_whole(other) && manifests.are_together(file, other) && !manifests.may_make_pods(other)
}

/// The names of the ports that have one, if they are known.
fn names_of<'t>(ports: impl IntoIterator<Item = Node<'t>>) -> Option<Vec<&'t str>> {
    ports.into_iter().filter(|port| !port.lacks("name")).map(|port| port.get("name")?.as_text()).collect()
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "without names".into();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
