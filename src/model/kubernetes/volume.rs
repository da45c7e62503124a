//! Volumes: what each is made of, and what is put into those that hold files.

use super::schema::{NEWEST, Schema};
use crate::tree::{Entry, Kind, Node};

/// Sources of volumes that are made of files from the API server (`Volume` in the API reference).
const PROJECTED: [&str; 4] = ["configMap", "downwardAPI", "projected", "secret"];

/// The fields of a `PersistentVolume` that do not say what it is made of (`PersistentVolumeSpec` in the API reference of 1.37).
const NO_SOURCES: [&str; 9] = [
    "accessModes",
    "capacity",
    "claimRef",
    "mountOptions",
    "nodeAffinity",
    "persistentVolumeReclaimPolicy",
    "storageClassName",
    "volumeAttributesClassName",
    "volumeMode",
];

/// A volume of a pod.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Volume<'t>(Node<'t>);

impl<'t> Volume<'t> {
    /// The volume of an item of `volumes`.
    pub fn new(node: Node<'t>) -> Self {
        Self(node)
    }

    /// Its name; nothing if it has none.
    pub fn name(self) -> &'t str {
        self.0.get("name").map_or("", Node::text)
    }

    /// What it is made of: the fields that are set, of which there may be one. What the schema does not know is left out.
    pub fn sources(self) -> Vec<Entry<'t>> {
        sources(self.0, "core/v1.Volume", &["name"])
    }

    /// A source, if it is set: `hostPath`, `nfs`.
    pub fn source(self, name: &str) -> Option<Node<'t>> {
        self.0.get(name).filter(|source| source.is_map())
    }

    /// The sources of a projected volume, each with what it is made of.
    pub fn projections(self) -> Vec<(Node<'t>, Vec<Entry<'t>>)> {
        let all = self.source("projected").and_then(|projected| projected.get("sources"));
        let all = all.into_iter().flat_map(Node::items).filter(|source| source.is_map());
        all.map(|source| (source, sources(source, "core/v1.VolumeProjection", &[]))).collect()
    }

    /// The files that it is made of: the items that say under which `path` something stands, tokens and bundles included.
    pub fn files(self) -> Vec<Node<'t>> {
        let own = PROJECTED.into_iter().filter_map(|name| self.source(name));
        let projected = self.projections().into_iter().flat_map(|(_, sources)| sources).map(|source| source.value);
        let holders: Vec<Node<'t>> = own.chain(projected).collect();
        let items = holders.iter().filter_map(|holder| holder.get("items")).flat_map(Node::items);
        items.chain(holders.iter().copied()).filter(|item| item.get("path").is_some()).collect()
    }

    /// The permissions of its files, `mode` and `defaultMode`, as far as they are numbers.
    pub fn modes(self) -> Vec<Entry<'t>> {
        let mut found = Vec::new();
        PROJECTED.into_iter().filter_map(|name| self.source(name)).for_each(|source| modes_below(source, &mut found));
        found
    }
}

/// What the `spec` of a `PersistentVolume` is made of: the fields that are surely set, of which there may be one.
pub fn persistent_sources(spec: Node<'_>) -> Vec<Entry<'_>> {
    sources(spec, "core/v1.PersistentVolumeSpec", &NO_SOURCES)
}

/// Whether the `spec` of a `PersistentVolume` surely does not say what it is made of.
pub fn lacks_source(spec: Node<'_>) -> bool {
    !spec.is_open() && spec.entries().all(|entry| NO_SOURCES.contains(&entry.key.text()))
}

/// The fields of a map that are surely set and known to its type, but for those that are no sources.
fn sources<'t>(node: Node<'t>, of: &str, others: &[&str]) -> Vec<Entry<'t>> {
    let Some(schema) = Schema::get().named(of) else { return Vec::new() };
    let is_source = |entry: &Entry<'_>| {
        let name = entry.key.text();
        !others.contains(&name) && entry.value.is_map() && schema.field(name, NEWEST).is_some()
    };
    node.entries().filter(is_source).collect()
}

fn modes_below<'t>(node: Node<'t>, found: &mut Vec<Entry<'t>>) {
    for entry in node.entries() {
        match (entry.key.text(), entry.value.kind()) {
            ("mode" | "defaultMode", Kind::Int) => found.push(entry),
            ("items" | "sources", Kind::Seq) => entry.value.items().for_each(|item| modes_below(item, found)),
            (_, Kind::Map) => modes_below(entry.value, found),
            _ => {}
        }
    }
}

/// Whether a path leads out of the folder that it is to be in: it is absolute, or goes up.
pub fn leads_out(path: &str) -> bool {
    path.starts_with('/') || path.split('/').any(|part| part == "..")
}
