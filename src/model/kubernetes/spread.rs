//! What keeps the pods of a workload apart: topology spread constraints and pod anti-affinity ("Pod Topology Spread Constraints" and
//! "Inter-pod affinity and anti-affinity" of the Kubernetes documentation).

use super::{LabelSelector, PodSpec};
use crate::tree::Node;

/// The two lists of terms of an anti-affinity, and where in their items the term is.
const TERMS: [(&str, &[&str]); 2] = [
    ("requiredDuringSchedulingIgnoredDuringExecution", &[]),
    ("preferredDuringSchedulingIgnoredDuringExecution", &["podAffinityTerm"]),
];

/// What makes the pods of a term others than those that its selector matches in its own namespace.
const BEYOND: [&str; 4] = ["namespaces", "namespaceSelector", "matchLabelKeys", "mismatchLabelKeys"];

/// Which of the two it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpreadKind {
    /// An item of `topologySpreadConstraints`.
    Constraint,
    /// A term of `affinity.podAntiAffinity`.
    AntiAffinity,
}

/// A constraint or a term that keeps a pod apart from those that it selects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spread<'t> {
    /// Which of the two it is.
    pub kind: SpreadKind,
    pod: PodSpec<'t>,
    node: Node<'t>,
}

impl<'t> PodSpec<'t> {
    /// All that keeps its pods apart from others, as far as it can be seen.
    pub fn spreads(self) -> Vec<Spread<'t>> {
        let spread = move |kind| move |node| Spread { kind, pod: self, node };
        let constraints = self.spec().get("topologySpreadConstraints").into_iter().flat_map(Node::items);
        let affinity = self.spec().at(&["affinity", "podAntiAffinity"]);
        let terms = TERMS.into_iter().flat_map(move |(list, path)| {
            let items = affinity.and_then(|affinity| affinity.get(list)).into_iter().flat_map(Node::items);
            items.filter_map(move |item| item.at(path))
        });
        constraints.map(spread(SpreadKind::Constraint)).chain(terms.map(spread(SpreadKind::AntiAffinity))).collect()
    }

    /// Whether [`PodSpec::spreads`] surely has all.
    pub fn knows_spreads(self) -> bool {
        let is_whole = |within: Node<'t>, path: &[&str]| {
            let list = within.at(path).filter(|list| list.is_seq() && !list.is_open());
            within.absent(path) || list.is_some_and(|list| list.items().all(|item| item.is_map() && !item.is_open()))
        };
        is_whole(self.spec(), &["topologySpreadConstraints"])
            && TERMS.iter().all(|(list, _)| is_whole(self.spec(), &["affinity", "podAntiAffinity", list]))
    }
}

impl<'t> Spread<'t> {
    /// The pods that it counts.
    pub fn selector(self) -> Option<LabelSelector<'t>> {
        self.node.get("labelSelector").filter(|selector| !selector.is_null()).map(LabelSelector::new)
    }

    /// Whether it surely does not count the pod that it is in, so that two of them may be on one node after all: it has no selector, or
    /// one that does not match the labels of the pod.
    pub fn misses_itself(self) -> bool {
        if self.kind == SpreadKind::AntiAffinity && !BEYOND.iter().all(|key| self.node.absent(&[key])) {
            return false;
        }
        let Some(selector) = self.selector() else { return self.node.absent(&["labelSelector"]) };
        let knows = self.pod.labels().is_some() || self.pod.lacks_labels();
        knows && selector.matches(self.pod.labels()) == Some(false)
    }

    /// Where it is reported: at the key of the labels that it asks for, else at its selector, else at the key that tells nodes apart.
    pub fn place(self) -> Node<'t> {
        let Some(selector) = self.selector().map(LabelSelector::node) else {
            return self.node.get("topologyKey").filter(|key| !key.is_null()).unwrap_or(self.node);
        };
        let asked = ["matchLabels", "matchExpressions"].into_iter().filter_map(|key| selector.entry(key));
        asked.into_iter().find(|entry| !entry.value.is_null()).map_or(selector, |entry| entry.key)
    }
}
