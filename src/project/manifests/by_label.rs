//! Finding what has certain labels, without looking at all that has others.

use rustc_hash::FxHashMap;

use super::Label;
use crate::model::kubernetes::{Object, PodSpec};
use crate::tree::Node;

/// How many things are kept of those that a selector matches.
const MAX_SELECTED: usize = 100;

/// What has labels that a selector may ask for: pods have those of their template, objects their own.
pub trait Labelled<'p>: Copy {
    /// The labels, if there are any.
    fn labels(self) -> Option<Node<'p>>;
    /// Whether there surely are none.
    fn lacks_labels(self) -> bool;
    /// The object that it is, or that makes it.
    fn object(self) -> Object<'p>;
}

impl<'p> Labelled<'p> for PodSpec<'p> {
    fn labels(self) -> Option<Node<'p>> {
        self.labels()
    }

    fn lacks_labels(self) -> bool {
        self.lacks_labels()
    }

    fn object(self) -> Object<'p> {
        self.object()
    }
}

impl<'p> Labelled<'p> for Object<'p> {
    fn labels(self) -> Option<Node<'p>> {
        self.labels()
    }

    fn lacks_labels(self) -> bool {
        self.node().absent(&["metadata", "labels"])
    }

    fn object(self) -> Object<'p> {
        self
    }
}

/// What a selector matches.
#[derive(Clone, Debug)]
pub struct Selected<T> {
    /// What it surely matches.
    pub found: Vec<T>,
    /// Whether it may match others.
    pub maybe_more: bool,
}

impl<T> Default for Selected<T> {
    fn default() -> Self {
        Self { found: Vec::new(), maybe_more: false }
    }
}

impl<T> Selected<T> {
    /// Whether it surely matches nothing.
    pub fn is_none(&self) -> bool {
        self.found.is_empty() && !self.maybe_more
    }
}

/// Things by each of their labels.
#[derive(Debug)]
pub(super) struct ByLabel<'p, T> {
    items: Vec<T>,
    /// Where the things with a label are, by its key and its value.
    positions: FxHashMap<&'p str, FxHashMap<&'p str, Vec<usize>>>,
    /// The things with labels that are not all known.
    unsure: Vec<usize>,
}

impl<T> Default for ByLabel<'_, T> {
    fn default() -> Self {
        Self { items: Vec::new(), positions: FxHashMap::default(), unsure: Vec::new() }
    }
}

impl<'p, T: Labelled<'p>> ByLabel<'p, T> {
    pub(super) fn add(&mut self, item: T) {
        let at = self.items.len();
        self.items.push(item);
        let labels = item.labels();
        let mut is_unsure = labels.is_none_or(Node::is_open) && !item.lacks_labels();
        for entry in labels.into_iter().flat_map(Node::entries) {
            match entry.key.as_text().zip(entry.value.as_text()) {
                Some((key, value)) => self.positions.entry(key).or_default().entry(value).or_default().push(at),
                None => is_unsure = true,
            }
        }
        if is_unsure {
            self.unsure.push(at);
        }
    }

    pub(super) fn all(&self) -> &[T] {
        &self.items
    }

    /// The things that match, of those with all `labels` and of those that may have them. What is surely not in the same namespace, as
    /// `is_here` says, does not match.
    pub(super) fn select(
        &self,
        labels: &[Label<'_>],
        is_here: impl Fn(Object<'p>) -> Option<bool>,
        matches: impl Fn(T) -> Option<bool>,
    ) -> Selected<T> {
        let with = |label: &Label<'_>| self.positions.get(label.0).and_then(|values| values.get(label.1));
        let rarest =
            labels.iter().map(|label| with(label).map_or(&[][..], Vec::as_slice)).min_by_key(|items| items.len());
        let all: Vec<usize> = if rarest.is_none() { (0..self.items.len()).collect() } else { Vec::new() };
        let sure = rarest.unwrap_or(&all);
        // Both are in the order of the files. A file made to be slow has many of them, so none is looked at before its turn.
        let unsure = self.unsure.iter().filter(|at| sure.binary_search(at).is_err());
        let mut selected = Selected::default();
        for item in sure.iter().chain(unsure).map(|at| self.items[*at]) {
            if selected.found.len() == MAX_SELECTED {
                selected.maybe_more = true;
                break;
            }
            let known = item.labels().is_some() || item.lacks_labels();
            let answer = if known { matches(item) } else { None };
            match (answer, is_here(item.object())) {
                (Some(false), _) | (_, Some(false)) => {}
                (Some(true), _) => selected.found.push(item),
                (None, _) => selected.maybe_more = true,
            }
        }
        selected
    }
}
