//! Finding objects by name and by label, so that each reference is followed in constant time.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Label;
use super::by_label::{ByLabel, Selected};
use crate::model::kubernetes::{LabelSelector, Object, PodSpec, Service, labels_match};
use crate::spelling;

/// How many objects of a kind are compared with a name that none of them has: more than any person writes, and few enough for a file
/// made to be slow.
const MAX_COMPARED: usize = 1_000;

/// Objects by kind and name, pods and services by label.
#[derive(Debug, Default)]
pub struct Index<'p> {
    by_kind: FxHashMap<&'p str, Vec<Object<'p>>>,
    by_name: FxHashMap<&'p str, FxHashMap<&'p str, Vec<Object<'p>>>>,
    /// The kinds of the objects whose names cannot be known.
    nameless: FxHashSet<&'p str>,
    pods: ByLabel<'p, PodSpec<'p>>,
    services: ByLabel<'p, Object<'p>>,
}

impl<'p> Index<'p> {
    pub(super) fn add(&mut self, object: Object<'p>) {
        self.by_kind.entry(object.kind()).or_default().push(object);
        match object.name() {
            Some(name) => self.by_name.entry(object.kind()).or_default().entry(name).or_default().push(object),
            None => _ = self.nameless.insert(object.kind()),
        }
        if object.is("", "Service") {
            self.services.add(object);
        }
        object.pods().into_iter().for_each(|pod| self.pods.add(pod));
    }

    /// The objects of a kind, whatever their group.
    pub fn of_kind(&self, kind: &str) -> &[Object<'p>] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The objects of a kind with a name, whatever their group and namespace.
    pub fn named(&self, kind: &str, name: &str) -> &[Object<'p>] {
        self.by_name.get(kind).and_then(|names| names.get(name)).map_or(&[], Vec::as_slice)
    }

    /// All pods.
    pub fn pods(&self) -> &[PodSpec<'p>] {
        self.pods.all()
    }

    /// An object of a kind whose name is almost the one asked for, of those that may be meant.
    pub fn near_where(&self, kind: &str, name: &str, may_be: impl Fn(Object<'p>) -> bool) -> Option<Object<'p>> {
        let near = self.names(kind).filter(|(own, _)| spelling::is_near(name, own));
        let may_be = near.flat_map(|(_, objects)| objects).filter(|object| may_be(**object));
        may_be.min_by_key(|object| (object.node().span().file, object.node().span().start)).copied()
    }

    /// Names of the objects of a kind, with the objects; not all where there are very many.
    pub(super) fn names(&self, kind: &str) -> impl Iterator<Item = (&'p str, &Vec<Object<'p>>)> {
        let all = self.by_name.get(kind).into_iter().flatten();
        all.map(|(name, objects)| (*name, objects)).take(MAX_COMPARED)
    }

    /// Whether the name of some object of a kind cannot be known.
    pub fn has_nameless(&self, kind: &str) -> bool {
        self.nameless.contains(kind)
    }

    /// The pods that a Service sends traffic to.
    pub fn selected_by(&self, service: Service<'_>) -> Selected<PodSpec<'p>> {
        let selector = service.selector();
        let is_here = |object: Object<'p>| object.same_namespace(service.object());
        self.pods.select(&service.labels(), is_here, |pod| labels_match(selector, pod.labels()))
    }

    /// The pods in the namespace of an object that a selector matches.
    pub fn matched_by(&self, selector: LabelSelector<'_>, object: Object<'_>) -> Selected<PodSpec<'p>> {
        self.pods_where(selector, |other| other.same_namespace(object))
    }

    /// The pods that a selector matches, in the namespaces of which `is_here` says so.
    pub fn pods_where(
        &self,
        selector: LabelSelector<'_>,
        is_here: impl Fn(Object<'p>) -> Option<bool>,
    ) -> Selected<PodSpec<'p>> {
        self.pods.select(&known(selector), is_here, |pod| selector.matches(pod.labels()))
    }

    /// The Services that a selector matches by their own labels, in the namespaces of which `is_here` says so.
    pub fn services_where(
        &self,
        selector: LabelSelector<'_>,
        is_here: impl Fn(Object<'p>) -> Option<bool>,
    ) -> Selected<Object<'p>> {
        self.services.select(&known(selector), is_here, |service| selector.matches(service.labels()))
    }
}

/// The labels of `matchLabels` that are known.
fn known(selector: LabelSelector<'_>) -> Vec<Label<'_>> {
    selector.wanted().into_iter().filter_map(|(key, value)| Some((key, value.as_text()?))).collect()
}
