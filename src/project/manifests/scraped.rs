//! Which ports the monitors of the Prometheus Operator come to.

use super::Manifests;
use crate::model::kubernetes::{Container, Monitor, Object, PodSpec, Service};
use crate::tree::Node;

/// The ports that may be scraped.
#[derive(Clone, Debug)]
pub struct Scraped<'p> {
    /// The first object that has some of them.
    pub by: Object<'p>,
    /// What they are called.
    pub names: Vec<&'p str>,
}

impl<'p> Manifests<'p> {
    /// The names of the ports of all Services that a `ServiceMonitor` selects, or of the containers of all pods that a `PodMonitor`
    /// does, if all of them can be seen.
    pub fn scraped_ports(&self, monitor: Monitor<'_>) -> Option<Scraped<'p>> {
        if monitor.is_for_pods() {
            let pods = self.scraped_pods(monitor)?;
            let names = names_of(ports_of(&pods))?;
            return Some(Scraped { by: pods.first()?.object(), names });
        }
        let services = self.scraped_services(monitor)?;
        let names = services.iter().map(|service| names_of(service.service_ports()?)).collect::<Option<Vec<_>>>()?;
        Some(Scraped { by: *services.first()?, names: names.concat() })
    }

    /// The names and numbers of all ports that the pods declare which a monitor comes to in the end, if all of them can be seen.
    pub fn scraped_target_ports(&self, monitor: Monitor<'_>) -> Option<Scraped<'p>> {
        let pods = self.scraped_pods(monitor)?;
        let mut names = names_of(ports_of(&pods))?;
        let numbers = ports_of(&pods).map(|port| port.get("containerPort")?.as_text()).collect::<Option<Vec<_>>>()?;
        names.extend(numbers);
        Some(Scraped { by: pods.first()?.object(), names })
    }

    /// The pods that a monitor comes to, itself or through Services.
    fn scraped_pods(&self, monitor: Monitor<'_>) -> Option<Vec<PodSpec<'p>>> {
        let mut pods = Vec::new();
        if monitor.is_for_pods() {
            let selected = self.everywhere.pods_where(monitor.selector()?, |other| monitor.looks_at(other));
            pods = Some(selected.found).filter(|_| !selected.maybe_more)?;
        } else {
            for service in self.selected_services(monitor)? {
                let selected = self.everywhere.selected_by(Service::new(service)?);
                pods.extend(Some(selected.found).filter(|_| !selected.maybe_more)?);
            }
        }
        let is_known = |pod: &PodSpec<'_>| !pod.may_have_more_ports() && self.is_all_beside(monitor, pod.object());
        pods.iter().all(is_known).then_some(pods)
    }

    fn scraped_services(&self, monitor: Monitor<'_>) -> Option<Vec<Object<'p>>> {
        let services = self.selected_services(monitor)?;
        services.iter().all(|service| self.is_all_beside(monitor, *service)).then_some(services)
    }

    fn selected_services(&self, monitor: Monitor<'_>) -> Option<Vec<Object<'p>>> {
        let selected = self.everywhere.services_where(monitor.selector()?, |other| monitor.looks_at(other));
        Some(selected.found).filter(|_| !selected.maybe_more)
    }

    /// Whether all that a monitor may find beside an object can be seen: an operator makes services, too, and what is applied at another
    /// time may have a neighbour that is not here.
    fn is_all_beside(&self, monitor: Monitor<'_>, other: Object<'_>) -> bool {
        let (file, other) = (monitor.object().node().span().file, other.node().span().file);
        self.is_whole(other) && self.are_together(file, other) && !self.may_make_pods(other)
    }
}

fn ports_of<'p>(pods: &[PodSpec<'p>]) -> impl Iterator<Item = Node<'p>> {
    pods.iter().flat_map(|pod| pod.containers()).flat_map(Container::ports)
}

/// The names of the ports that have one, if they are known.
fn names_of<'t>(ports: impl IntoIterator<Item = Node<'t>>) -> Option<Vec<&'t str>> {
    ports.into_iter().filter(|port| !port.lacks("name")).map(|port| port.get("name")?.as_text()).collect()
}
