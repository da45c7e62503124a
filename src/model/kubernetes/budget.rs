//! Disruption budgets: which pods they protect, and from how many evictions.

use super::{LabelSelector, Object};
use crate::tree::Node;

/// A `PodDisruptionBudget`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget<'t> {
    object: Object<'t>,
}

impl<'t> Budget<'t> {
    /// The budget that an object is.
    pub fn new(object: Object<'t>) -> Option<Self> {
        object.is("policy", "PodDisruptionBudget").then_some(Self { object })
    }

    /// The object.
    pub fn object(self) -> Object<'t> {
        self.object
    }

    /// `spec.minAvailable` or `spec.maxUnavailable`, if it is set.
    pub fn bound(self, field: &str) -> Option<Node<'t>> {
        self.object.node().at(&["spec", field]).filter(|bound| !bound.is_null())
    }

    /// Whether a bound is surely not set.
    pub fn lacks(self, field: &str) -> bool {
        self.object.node().absent(&["spec", field])
    }

    /// The pods that it protects.
    pub fn selector(self) -> Option<LabelSelector<'t>> {
        self.object.node().at(&["spec", "selector"]).map(LabelSelector::new)
    }
}

/// How many pods a bound stands for: a number, or a share of all of them, rounded up as for budgets.
pub fn share_of(bound: Node<'_>, all: i64) -> Option<i64> {
    if let Some(number) = bound.as_i64() {
        return Some(number);
    }
    let share: i64 = bound.as_str()?.strip_suffix('%')?.parse().ok()?;
    Some(share.checked_mul(all)?.checked_add(99)?.div_euclid(100))
}
