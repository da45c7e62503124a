//! What is known of an object that another one names: that it is there, that it surely is not, or neither.

use super::{MOST, Manifests, Unit};
use crate::model::kubernetes::Object;
use crate::model::kubernetes::schema::is_stand_in;

/// How many bindings are looked at for a role.
const MAX_BINDINGS: usize = 500;

/// A name that an object gives another one.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The object that names the other.
    pub asker: Object<'a>,
    /// The kind of the other.
    pub kind: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its namespace, where the asker says it; else it is the asker's own.
    pub namespace: Option<&'a str>,
}

/// A name that no object has.
#[derive(Clone, Copy, Debug)]
pub struct Missing<'p> {
    /// An object with almost this name that is applied together with the asker.
    pub near: Option<Object<'p>>,
    /// Whether others of its kind, which may be in its namespace, are applied together with the asker.
    pub has_others: bool,
}

impl Wanted<'_> {
    /// Whether an object is in the namespace of the one that is wanted, if that is known.
    pub fn is_in_namespace(&self, object: Object<'_>) -> Option<bool> {
        match self.namespace {
            None => object.same_namespace(self.asker),
            Some(namespace) => Some(object.namespace_node()?.as_text()? == namespace),
        }
    }
}

impl<'p> Manifests<'p> {
    /// The objects of this kind and name that are applied together with the asker and may be in the namespace that it means.
    pub fn find(&self, wanted: Wanted<'_>) -> Vec<Object<'p>> {
        let named = self.units_with(wanted.asker).flat_map(|unit| unit.index.named(wanted.kind, wanted.name));
        let mut found: Vec<Object<'p>> = Vec::new();
        for object in named.filter(|object| wanted.is_in_namespace(**object) != Some(false)).take(MOST) {
            if !found.contains(object) {
                found.push(*object);
            }
        }
        found
    }

    /// What is known of an object that is nowhere in the repository. `None` if it is there under whatever namespace, may be there under
    /// a name that cannot be seen or is put together by a kustomization, or is made by a controller.
    pub fn missing(&self, wanted: Wanted<'_>) -> Option<Missing<'p>> {
        let Wanted { asker, kind, name, .. } = wanted;
        let is_there = self.is_made(kind, name) || !self.everywhere.named(kind, name).is_empty();
        if name.is_empty()
            || is_stand_in(name)
            || is_there
            || !self.is_whole(asker.node().span().file)
            || self.may_be_called(wanted)
        {
            return None;
        }
        let may_be_in = |object: Object<'p>| wanted.is_in_namespace(object) != Some(false);
        let near = self.units_with(asker).find_map(|unit| unit.index.near_where(kind, name, may_be_in));
        // Of parts of an application in a folder of their own, such as `rbac/`, where both say which namespace they are for.
        let is_part = |object: Object<'p>| {
            wanted.is_in_namespace(object) == Some(true)
                && object.namespace_node().is_some()
                && self.is_within(object, asker)
        };
        let near = near.or_else(|| self.everywhere.near_where(kind, name, is_part));
        let has_others = self.units_with(asker).any(|unit| unit.index.of_kind(kind).iter().any(|it| may_be_in(*it)));
        Some(Missing { near, has_others })
    }

    /// An object of the kind and name that is wanted which is applied with the asker, but in another namespace, if none that may be in the
    /// asker's is anywhere in the repository, and no kustomization moves any of them.
    pub fn in_other_namespace(&self, wanted: Wanted<'_>) -> Option<Object<'p>> {
        let asker = wanted.asker.node().span().file;
        let all = self.everywhere.named(wanted.kind, wanted.name);
        let is_elsewhere = |object: &Object<'p>| {
            wanted.is_in_namespace(*object) == Some(false) && self.is_plain(object.node().span().file)
        };
        let is_sure =
            self.is_plain(asker) && !self.is_patch(asker) && all.len() <= MOST && all.iter().all(is_elsewhere);
        let beside = || all.iter().find(|object| self.are_together(asker, object.node().span().file));
        if is_sure { beside().copied() } else { None }
    }

    /// A binding that gives a `ClusterRole` in all namespaces: one that is applied with it, or, where no other role of the repository has its
    /// name, one from anywhere.
    pub fn bound_everywhere(&self, role: Object<'_>) -> Option<Object<'p>> {
        let file = role.node().span().file;
        let is_only = self.everywhere.named(role.kind(), role.name()?).len() == 1;
        let mut bindings = self.everywhere.of_kind("ClusterRoleBinding").iter().take(MAX_BINDINGS);
        let is_its =
            |it: &&Object<'p>| it.binds_everywhere(role) && (is_only || self.are_together(file, it.node().span().file));
        bindings.find(is_its).copied()
    }

    /// Whether an object may be called so in the end: its name cannot be known and it is applied with the asker, or a kustomization may
    /// put something around its name.
    fn may_be_called(&self, wanted: Wanted<'_>) -> bool {
        let Wanted { asker, kind, name, .. } = wanted;
        let is_part = |own: &str| {
            name.strip_prefix(own).is_some_and(|rest| rest.starts_with(['-', '.']))
                || name.strip_suffix(own).is_some_and(|rest| rest.ends_with(['-', '.']))
        };
        let is_built = |object: &Object<'p>| self.units_with(*object).any(|unit| unit.is_kustomization);
        self.everywhere.names(kind).any(|(own, objects)| is_part(own) && objects.iter().take(MOST).any(is_built))
            || self.units_with(asker).any(|unit| unit.index.has_nameless(kind))
    }

    fn units_with(&self, object: Object<'_>) -> impl Iterator<Item = &Unit<'p>> {
        self.units(object.node().span().file)
    }
}
