//! What is applied at once.

use rustc_hash::FxHashMap;

use super::Index;
use crate::model::kubernetes::{Autoscaler, Object, PodSpec, Service};
use crate::tree::Node;

/// A label: its key and its value.
pub(super) type Label<'p> = (&'p str, &'p str);

/// What is applied at once.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own, and any mixture occurs")]
pub struct Unit<'p> {
    /// The folder, or the kustomization's file.
    pub path: &'p str,
    /// Whether some of its objects cannot be seen.
    pub partial: bool,
    /// Whether a kustomization puts it together, and may rename its objects and move them to another namespace.
    pub is_kustomization: bool,
    /// Whether it is a folder with a kustomization that does not take its files in, at least not yet.
    pub is_left_out: bool,
    pub(super) objects: Vec<Object<'p>>,
    pub(super) index: Index<'p>,
    pub(super) services: Vec<Service<'p>>,
    /// The services by that label of their selector which fewest others ask for.
    pub(super) services_by_label: FxHashMap<Label<'p>, Vec<Service<'p>>>,
    /// The autoscalers by the name of what they scale.
    pub(super) autoscalers: FxHashMap<&'p str, Vec<Autoscaler<'p>>>,
    pub(super) pods: FxHashMap<(&'p str, &'p str), Vec<PodSpec<'p>>>,
    /// The pods by each of their labels.
    pub(super) pods_by_label: FxHashMap<Label<'p>, Vec<PodSpec<'p>>>,
    pub(super) limit_ranges: Vec<Object<'p>>,
    /// Whether some of its objects are custom resources that an operator may make pods of.
    pub(super) may_make_pods: bool,
    /// Whether some of its objects are of `OpenShift`'s own kinds.
    pub(super) has_openshift: bool,
}

impl<'p> Unit<'p> {
    pub(super) fn new(path: &'p str, partial: bool) -> Self {
        Self { path, partial, ..Self::default() }
    }

    pub(super) fn add(&mut self, object: Object<'p>) {
        self.objects.push(object);
        self.index.add(object);
        self.services.extend(Service::new(object));
        if let Some(autoscaler) = Autoscaler::new(object)
            && let Some(name) = autoscaler.target_name()
        {
            self.autoscalers.entry(name).or_default().push(autoscaler);
        }
        if object.is("", "LimitRange") {
            self.limit_ranges.push(object);
        }
        self.may_make_pods |= may_make_pods(object);
        self.has_openshift |= object.group().ends_with("openshift.io");
        for pod in object.pods() {
            for label in labels_of(pod) {
                self.pods_by_label.entry(label).or_default().push(pod);
            }
            self.pods.entry((object.kind(), object.name().unwrap_or_default())).or_default().push(pod);
        }
    }

    /// Makes the services easy to find for a pod.
    pub(super) fn index_services(&mut self) {
        let mut wanted: FxHashMap<Label<'p>, usize> = FxHashMap::default();
        for label in self.services.iter().flat_map(|service| service.labels()) {
            *wanted.entry(label).or_default() += 1;
        }
        for service in &self.services {
            if let Some(rarest) = service.labels().into_iter().min_by_key(|label| wanted[label]) {
                self.services_by_label.entry(rarest).or_default().push(*service);
            }
        }
    }

    /// Its pods with that one of some labels which fewest have.
    pub(super) fn pods_with(&self, labels: &[Label<'_>]) -> Vec<PodSpec<'p>> {
        let with = |label| self.pods_by_label.get(label).map_or(&[][..], Vec::as_slice);
        labels.iter().map(with).min_by_key(|pods| pods.len()).map(<[_]>::to_vec).unwrap_or_default()
    }

    /// Its objects.
    pub fn objects(&self) -> &[Object<'p>] {
        &self.objects
    }

    /// Its objects by name and its pods by label.
    pub fn index(&self) -> &Index<'p> {
        &self.index
    }

    /// Its services that select pods.
    pub fn services(&self) -> &[Service<'p>] {
        &self.services
    }
}

/// The API groups, beside those of Kubernetes itself, whose objects make no pods.
const WITHOUT_PODS: [&str; 29] = [
    "monitoring.coreos.com",
    "networking.istio.io",
    "security.istio.io",
    "telemetry.istio.io",
    "extensions.istio.io",
    "cert-manager.io",
    "acme.cert-manager.io",
    "trust.cert-manager.io",
    "external-secrets.io",
    "generators.external-secrets.io",
    "bitnami.com",
    "gateway.networking.k8s.io",
    "traefik.io",
    "traefik.containo.us",
    "cilium.io",
    "crd.projectcalico.org",
    "projectcalico.org",
    "route.openshift.io",
    "keda.sh",
    "kyverno.io",
    "projectcontour.io",
    "policy.linkerd.io",
    "linkerd.io",
    "networking.gke.io",
    "cloud.google.com",
    "monitoring.googleapis.com",
    "karpenter.sh",
    "metallb.io",
    "secrets-store.csi.x-k8s.io",
];

/// The kinds of these groups that do: those of the Prometheus Operator.
const WITH_PODS: [&str; 4] = ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"];

/// Whether an object is a custom resource that an operator may make pods of.
fn may_make_pods(object: Object<'_>) -> bool {
    let group = object.group();
    let is_custom = group.contains('.') && !group.ends_with(".k8s.io") || group.ends_with(".x-k8s.io");
    is_custom && (!WITHOUT_PODS.contains(&group) || WITH_PODS.contains(&object.kind())) && object.pods().is_empty()
}

/// The labels of a pod that are known.
pub(super) fn labels_of(pod: PodSpec<'_>) -> impl Iterator<Item = Label<'_>> {
    let labels = pod.labels().into_iter().flat_map(Node::entries);
    labels.filter_map(|entry| Some((entry.key.as_text()?, entry.value.as_text()?)))
}
