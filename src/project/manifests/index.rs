//! Finding objects by name and pods by label, so that each reference is followed in constant time.

use rustc_hash::FxHashMap;

use super::Label;
use crate::model::kubernetes::{LabelSelector, Object, PodSpec, Service, labels_match};
use crate::spelling;
use crate::tree::Node;

/// How many objects of a kind are compared with a name that none of them has: more than any person writes, and few enough for a file
/// made to be slow.
const MAX_COMPARED: usize = 2_000;

/// How many pods are kept of those that a selector matches.
const MAX_SELECTED: usize = 100;

/// Objects by kind and name, and pods by label.
#[derive(Debug, Default)]
pub struct Index<'p> {
    by_kind: FxHashMap<&'p str, Vec<Object<'p>>>,
    by_name: FxHashMap<&'p str, FxHashMap<&'p str, Vec<Object<'p>>>>,
    pods: Vec<PodSpec<'p>>,
    by_label: FxHashMap<&'p str, FxHashMap<&'p str, Vec<usize>>>,
    /// The pods with labels that are not all known.
    unsure: Vec<usize>,
}

/// The pods that a selector matches.
#[derive(Clone, Debug, Default)]
pub struct Selected<'p> {
    /// The pods that it surely matches; in another namespace than the selector's is no match.
    pub pods: Vec<PodSpec<'p>>,
    /// Whether it may match others.
    pub maybe_more: bool,
}

impl<'p> Index<'p> {
    pub(super) fn add(&mut self, object: Object<'p>) {
        self.by_kind.entry(object.kind()).or_default().push(object);
        if let Some(name) = object.name() {
            self.by_name.entry(object.kind()).or_default().entry(name).or_default().push(object);
        }
        for pod in object.pods() {
            let at = self.pods.len();
            self.pods.push(pod);
            let mut is_unsure = pod.labels().is_none_or(Node::is_open) && !pod.lacks_labels();
            for entry in pod.labels().into_iter().flat_map(Node::entries) {
                match entry.key.as_text().zip(entry.value.as_text()) {
                    Some((key, value)) => {
                        self.by_label.entry(key).or_default().entry(value).or_default().push(at);
                    }
                    None => is_unsure = true,
                }
            }
            if is_unsure {
                self.unsure.push(at);
            }
        }
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
        &self.pods
    }

    /// An object of a kind whose name is almost the one asked for, and that may be in the same namespace as the asker.
    pub fn near(&self, kind: &str, name: &str, asker: Object<'_>) -> Option<Object<'p>> {
        let candidates = self.of_kind(kind).iter().take(MAX_COMPARED);
        let is_near = |object: &&Object<'p>| object.name().is_some_and(|other| spelling::is_near(name, other));
        candidates.filter(is_near).find(|object| object.same_namespace(asker) != Some(false)).copied()
    }

    /// The pods that a Service sends traffic to.
    pub fn selected_by(&self, service: Service<'_>) -> Selected<'p> {
        let selector = service.selector();
        let matches = |pod: PodSpec<'_>| labels_match(selector, pod.labels());
        self.select(&service.labels(), service.object(), matches)
    }

    /// The pods in the namespace of an object that a selector matches.
    pub fn matched_by(&self, selector: LabelSelector<'_>, object: Object<'_>) -> Selected<'p> {
        let wanted = selector.wanted();
        let labels: Vec<Label<'_>> = wanted.iter().filter_map(|(key, value)| Some((*key, value.as_text()?))).collect();
        self.select(&labels, object, |pod| selector.matches(pod.labels()))
    }

    fn select(
        &self,
        labels: &[Label<'_>],
        object: Object<'_>,
        matches: impl Fn(PodSpec<'_>) -> Option<bool>,
    ) -> Selected<'p> {
        let with = |label: &Label<'_>| self.by_label.get(label.0).and_then(|values| values.get(label.1));
        let rarest =
            labels.iter().map(|label| with(label).map_or(&[][..], Vec::as_slice)).min_by_key(|pods| pods.len());
        let all: Vec<usize> = if rarest.is_none() { (0..self.pods.len()).collect() } else { Vec::new() };
        let sure = rarest.unwrap_or(&all);
        // Both are in the order of the files. A file made to be slow has many of them, so none is looked at before its turn.
        let unsure = self.unsure.iter().filter(|at| sure.binary_search(at).is_err());
        let mut selected = Selected::default();
        for pod in sure.iter().chain(unsure).map(|at| self.pods[*at]) {
            if selected.pods.len() == MAX_SELECTED {
                selected.maybe_more = true;
                break;
            }
            let known = pod.labels().is_some() || pod.lacks_labels();
            let answer = if known { matches(pod) } else { None };
            match (answer, pod.object().same_namespace(object)) {
                (Some(false), _) | (_, Some(false)) => {}
                (Some(true), _) => selected.pods.push(pod),
                (None, _) => selected.maybe_more = true,
            }
        }
        selected
    }
}
