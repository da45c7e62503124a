//! What may be applied together with an object although it lies in another folder. Nobody can be sure of that, so that it only keeps rules from
//! saying that something is missing.

use super::{MOST, Manifests};
use crate::model::kubernetes::{Autoscaler, Object};

impl<'p> Manifests<'p> {
    /// Whether two objects may be in one namespace of one cluster: they are applied at once, name the same namespace, or leave it to the
    /// command and lie in folders of which one holds the other or which have the same parent.
    pub fn may_be_together(&self, one: Object<'_>, other: Object<'_>) -> bool {
        let (first, second) = (one.node().span().file, other.node().span().file);
        match one.same_namespace(other) {
            Some(false) => false,
            _ if self.are_together(first, second) => true,
            Some(true) if one.namespace_node().is_some() => true,
            _ => {
                let Some((files, _)) = self.sources else { return true };
                are_near(files.get(first).folder(), files.get(second).folder())
            }
        }
    }

    /// Whether the folder of one object holds that of the other.
    pub(super) fn is_within(&self, one: Object<'_>, other: Object<'_>) -> bool {
        let Some((files, _)) = self.sources else { return false };
        let folder = |object: Object<'_>| files.get(object.node().span().file).folder();
        holds(folder(one), folder(other)) || holds(folder(other), folder(one))
    }

    /// The objects of a kind that may be applied together with one, from all of the repository; `None` where there are too many to tell.
    pub fn beside(&self, kind: &str, object: Object<'_>) -> Option<Vec<Object<'p>>> {
        let all = self.everywhere.of_kind(kind);
        let may_be = |other: &Object<'p>| self.may_be_together(*other, object);
        (all.len() <= MOST * 2).then(|| all.iter().copied().filter(may_be).collect())
    }

    /// Whether something that is not surely applied with a workload may scale it.
    pub fn may_be_scaled_elsewhere(&self, object: Object<'_>) -> bool {
        let named = object.name().and_then(|name| self.scaling.get(name)).into_iter().flatten().take(MOST);
        let scales = |autoscaler: &&Autoscaler<'p>| {
            autoscaler.target_kind().is_none_or(|kind| kind == object.kind())
                && self.may_be_together(autoscaler.object(), object)
        };
        named.filter(scales).any(|it| !self.are_together(it.object().node().span().file, object.node().span().file))
    }

    /// Whether some `LimitRange` gives the containers of an object a default request or limit, or may do so.
    pub fn has_limit_range(&self, object: Object<'_>) -> bool {
        self.units(object.node().span().file).any(|unit| !unit.limit_ranges.is_empty())
            || self.beside("LimitRange", object).is_none_or(|ranges| !ranges.is_empty())
    }
}

/// Whether a folder is in another one, or is the same.
fn holds(outer: &str, inner: &str) -> bool {
    !outer.is_empty() && inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether one folder holds the other, or both lie in the same one.
fn are_near(one: &str, other: &str) -> bool {
    let parent = |folder: &str| folder.rsplit_once('/').map(|(parent, _)| parent.to_owned());
    holds(one, other) || holds(other, one) || parent(one).is_some() && parent(one) == parent(other)
}
