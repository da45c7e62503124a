//! Kubernetes objects that belong together, and finding one from another.
//!
//! A unit is what is applied at once: a kustomization with all that it takes in, or, for files that no kustomization takes in, a folder;
//! with all below it where a command says so.

mod applied;
mod beside;
mod by_label;
mod index;
mod lookup;
mod mentioned;
mod scraped;
mod unit;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use by_label::Selected;
pub use index::Index;
pub use lookup::{Missing, Wanted};
pub use scraped::Scraped;
pub use unit::Unit;

use super::kustomize::{self, tree_of};
use crate::kind::FileKind;
use crate::model::kubernetes::schema::Definitions;
use crate::model::kubernetes::{Autoscaler, LabelSelector, Object, PodSpec, Service, objects};
use crate::source::{FileId, Files};
use crate::syntax::Document;
use crate::tree::Node;
use unit::{Label, labels_of};

/// How many objects that belong to one are looked for: more than any person writes, and few enough for a file made to be slow.
const MOST: usize = 100;

/// All Kubernetes objects, by file and by unit.
#[derive(Debug, Default)]
pub struct Manifests<'p> {
    by_file: FxHashMap<FileId, Vec<Object<'p>>>,
    units: Vec<Unit<'p>>,
    /// The units that a file is in.
    units_of: FxHashMap<FileId, Vec<usize>>,
    patches: FxHashSet<FileId>,
    /// All objects of the repository that are no patches.
    everywhere: Index<'p>,
    /// All autoscalers by the name of what they scale.
    scaling: FxHashMap<&'p str, Vec<Autoscaler<'p>>>,
    /// The kinds and names of objects that are made of others: by kustomizations or by controllers.
    made: FxHashMap<&'p str, Vec<&'static str>>,
    /// The objects that stand in the file of each a second time, with the first one.
    repeated: FxHashMap<(FileId, u32), Object<'p>>,
    /// What the words below are found in.
    sources: Option<(&'p Files, &'p [Document<'p>])>,
    /// The words that objects say, found when somebody asks.
    mentioned: OnceLock<FxHashSet<String>>,
    /// The words of the charts.
    of_charts: OnceLock<FxHashSet<String>>,
    /// What the definitions of custom resources say.
    pub definitions: Definitions<'p>,
}

impl<'p> Manifests<'p> {
    /// Collects the objects of all documents.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>]) -> Self {
        let patches = kustomize::patch_files(files, documents);
        let mut by_file = FxHashMap::default();
        for document in documents.iter().filter(|document| document.kind == FileKind::Kubernetes) {
            by_file.insert(document.file, tree_of(document).map(objects).unwrap_or_default());
        }
        let mut manifests = Self { by_file, patches, sources: Some((files, documents)), ..Self::default() };
        // In the order of the files.
        for document in documents {
            // A definition for a test is not the one that the cluster has.
            let found = manifests.by_file.get(&document.file).filter(|_| !files.get(document.file).is_test_data());
            found.into_iter().flatten().for_each(|object| manifests.definitions.add(*object));
            if !manifests.patches.contains(&document.file) {
                manifests.note_repeated(document.file);
            }
        }
        let mut closures: Vec<_> = kustomize::closures(files, documents).into_iter().collect();
        closures.sort_unstable_by_key(|(file, _)| *file);
        for (file, closure) in closures {
            let unit = Unit::new(files.get(file).path(), closure.partial);
            manifests.add_unit(Unit { is_kustomization: true, ..unit }, &closure.files);
        }
        manifests.add_folders(files, &applied::recursively(files, documents));
        manifests.index_everything();
        for (kind, name) in kustomize::generated(documents) {
            manifests.made.entry(name).or_default().push(kind);
        }
        manifests
    }

    fn add_unit(&mut self, mut unit: Unit<'p>, files: &[FileId]) {
        let at = self.units.len();
        for file in files {
            self.units_of.entry(*file).or_default().push(at);
            for object in self.by_file.get(file).into_iter().flatten() {
                unit.add(*object);
            }
        }
        unit.index_services();
        self.units.push(unit);
    }

    /// A unit for each folder with files that no kustomization takes in, or for all below it where it is applied so.
    fn add_folders(&mut self, files: &'p Files, recursive: &[String]) {
        let mut folders: FxHashMap<&'p str, Vec<FileId>> = FxHashMap::default();
        for file in self.by_file.keys() {
            if !self.units_of.contains_key(file) && !self.patches.contains(file) {
                let own = files.get(*file).folder();
                let outer = recursive.iter().find(|outer| applied::is_below(own, outer));
                folders.entry(outer.map_or(own, |outer| &own[..outer.len()])).or_default().push(*file);
            }
        }
        let folder_of = |unit: &Unit<'p>| unit.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let kustomized: FxHashSet<&str> = self.units.iter().map(folder_of).collect();
        let mut folders: Vec<_> = folders.into_iter().collect();
        folders.sort_unstable();
        for (folder, mut members) in folders {
            members.sort_unstable();
            let is_left_out = kustomized.contains(folder);
            self.add_unit(Unit { is_left_out, ..Unit::new(folder, false) }, &members);
        }
    }

    /// Notes the objects of a file that are there already.
    fn note_repeated(&mut self, file: FileId) {
        let mut seen: FxHashMap<(&'p str, &'p str, &'p str, &'p str), Object<'p>> = FxHashMap::default();
        for object in self.by_file.get(&file).into_iter().flatten() {
            let namespace = match object.namespace_node() {
                Some(namespace) => namespace.as_text(),
                None => object.lacks_namespace().then_some(""),
            };
            let Some((name, namespace)) = object.name().zip(namespace) else { continue };
            let first = *seen.entry((object.group(), object.kind(), namespace, name)).or_insert(*object);
            if first != *object {
                self.repeated.insert((file, object.node().index()), first);
            }
        }
    }

    fn index_everything(&mut self) {
        let mut all: Vec<FileId> = self.by_file.keys().copied().filter(|file| !self.patches.contains(file)).collect();
        all.sort_unstable();
        for file in all {
            for object in &self.by_file[&file] {
                self.everywhere.add(*object);
                let autoscaler = Autoscaler::new(*object);
                if let Some((name, autoscaler)) = autoscaler.and_then(|it| Some((it.target_name()?, it))) {
                    self.scaling.entry(name).or_default().push(autoscaler);
                }
                if let Some(name) = object.made_secret() {
                    self.made.entry(name).or_default().push("Secret");
                }
            }
        }
    }

    /// The object of the same kind, name and namespace that stands before one in its file.
    pub fn same_before(&self, object: Object<'_>) -> Option<Object<'p>> {
        self.repeated.get(&(object.node().span().file, object.node().index())).copied()
    }

    /// Whether a kustomization or a controller makes an object of this kind and name, or adds to it.
    pub fn is_made(&self, kind: &str, name: &str) -> bool {
        self.made.get(name).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// All objects of the repository, whatever they are applied with.
    pub fn everywhere(&self) -> &Index<'p> {
        &self.everywhere
    }

    /// Whether all objects that are applied together with a file can be seen, wherever it is applied.
    pub fn is_whole(&self, file: FileId) -> bool {
        !self.is_patch(file) && self.units(file).all(|unit| !unit.partial)
    }

    /// What an object most likely means by the name of an object of this kind that is nowhere in the repository: one with almost the
    /// same name that is applied together with it.
    pub fn meant(&self, kind: &str, name: &str, asker: Object<'_>) -> Option<Object<'p>> {
        self.missing(Wanted { asker, kind, name, namespace: None })?.near
    }

    /// The pods that a Service sends traffic to, of those that are applied with it.
    pub fn selected_with(&self, service: Service<'_>) -> Selected<PodSpec<'p>> {
        let mut all = Selected::default();
        for unit in self.units(service.object().node().span().file) {
            let selected = unit.index.selected_by(service);
            all.found.extend(selected.found);
            all.maybe_more |= selected.maybe_more;
        }
        all
    }

    /// Whether any pods are applied with a file.
    pub fn has_pods(&self, file: FileId) -> bool {
        self.units(file).any(|unit| !unit.index.pods().is_empty())
    }

    /// Whether something that is applied with a file may make pods that are written nowhere: a custom resource of an operator.
    pub fn may_make_pods(&self, file: FileId) -> bool {
        self.units(file).any(|unit| unit.may_make_pods)
    }

    /// The objects of this kind and name that are applied together with an object and may be in its namespace.
    pub fn referred(&self, kind: &str, name: &str, asker: Object<'_>) -> Vec<Object<'p>> {
        let named = self.units(asker.node().span().file).flat_map(|unit| unit.index.named(kind, name));
        let mut found: Vec<Object<'p>> = Vec::new();
        for object in named.filter(|object| object.same_namespace(asker) != Some(false)).take(MOST) {
            if !found.contains(object) {
                found.push(*object);
            }
        }
        found
    }

    /// The objects of a file.
    pub fn objects(&self, file: FileId) -> &[Object<'p>] {
        self.by_file.get(&file).map_or(&[], Vec::as_slice)
    }

    /// The objects of a kind with a name, wherever in the repository they are.
    pub fn named(&self, kind: &str, name: &str) -> &[Object<'p>] {
        self.everywhere.named(kind, name)
    }

    /// Whether two files are applied at once: some unit has both.
    pub fn are_together(&self, one: FileId, other: FileId) -> bool {
        let units = |file: FileId| self.units_of.get(&file).map_or(&[][..], Vec::as_slice);
        one == other || units(one).iter().any(|unit| units(other).contains(unit))
    }

    /// Whether all that is applied together with a file can be seen, and nothing renames it or moves it to another namespace: a folder
    /// that no kustomization takes in.
    pub fn is_plain(&self, file: FileId) -> bool {
        self.units(file).all(|unit| !unit.partial && !unit.is_kustomization)
    }

    /// Whether a file is a patch of a kustomization, and so holds no whole objects.
    pub fn is_patch(&self, file: FileId) -> bool {
        self.patches.contains(&file)
    }

    /// The units that a file is in.
    pub fn units(&self, file: FileId) -> impl Iterator<Item = &Unit<'p>> {
        self.units_of.get(&file).into_iter().flatten().map(|at| &self.units[*at])
    }

    /// The pods of what an autoscaler scales: those of the one workload of that kind and name in its own file, else in a unit. Empty
    /// if there is none or more than one.
    pub fn scaled_by(&self, autoscaler: Autoscaler<'_>) -> Vec<PodSpec<'p>> {
        let Some((kind, name)) = autoscaler.target_kind().zip(autoscaler.target_name()) else { return Vec::new() };
        let object = autoscaler.object();
        let file = object.node().span().file;
        let one = |pods: &[PodSpec<'p>]| {
            let first = pods.first()?.object();
            let sure = pods.iter().all(|pod| pod.object() == first) && first.same_namespace(object) == Some(true);
            sure.then(|| pods.to_vec())
        };
        let found = self.units(file).find_map(|unit| {
            let all = unit.pods.get(&(kind, name))?;
            let is_here = |pod: &&PodSpec<'p>| pod.object().node().span().file == file;
            let here: Vec<PodSpec<'p>> = all.iter().filter(is_here).copied().collect();
            one(if here.is_empty() { all } else { &here })
        });
        found.unwrap_or_default()
    }

    /// The autoscalers of a workload: those that surely scale it, in its units.
    pub fn autoscalers_of(&self, object: Object<'_>) -> Vec<Autoscaler<'p>> {
        let file = object.node().span().file;
        let mut found: Vec<Autoscaler<'p>> = Vec::new();
        let name = object.name().unwrap_or_default();
        for autoscaler in self.units(file).filter_map(|unit| unit.autoscalers.get(name)).flatten() {
            let scales = || self.scaled_by(*autoscaler).first().is_some_and(|pod| pod.object() == object);
            if !found.contains(autoscaler) && scales() {
                found.push(*autoscaler);
            }
        }
        found
    }

    /// The services in the units of a pod that surely send traffic to it, those of its own file first.
    pub fn services_of(&self, pod: PodSpec<'_>) -> Vec<Service<'p>> {
        let file = pod.object().node().span().file;
        let mut found: Vec<Service<'p>> = Vec::new();
        let by_label =
            self.units(file).flat_map(|unit| labels_of(pod).filter_map(|label| unit.services_by_label.get(&label)));
        for service in by_label.flatten() {
            if found.len() == MOST {
                break;
            }
            if service.selects(pod) == Some(true) && !found.contains(service) {
                found.push(*service);
            }
        }
        // In a folder of alternatives each has its own service beside it.
        found.sort_by_key(|service| service.object().node().span().file != file);
        found
    }

    /// The pods in the units of an object that a selector of it surely matches.
    pub fn selected_by(&self, object: Object<'_>, selector: LabelSelector<'_>) -> Vec<PodSpec<'p>> {
        let mut found: Vec<PodSpec<'p>> = Vec::new();
        let wanted: Vec<Label<'_>> = selector.wanted().into_iter().map(|(key, value)| (key, value.text())).collect();
        for unit in self.units(object.node().span().file) {
            for pod in unit.pods_with(&wanted) {
                if found.len() == MOST {
                    break;
                }
                let is_here = pod.object().same_namespace(object) == Some(true);
                if is_here && selector.matches(pod.labels()) == Some(true) && !found.contains(&pod) {
                    found.push(pod);
                }
            }
        }
        found
    }

    /// The workloads of some kinds in the units of a file.
    pub fn workloads(&self, file: FileId, kinds: &[&str]) -> Vec<Object<'p>> {
        let objects = self.units(file).flat_map(|unit| &unit.objects);
        objects.filter(|object| kinds.contains(&object.kind())).copied().collect()
    }

    /// Whether there is any service that selects pods in the units of a pod.
    pub fn has_service(&self, pod: PodSpec<'_>) -> bool {
        self.units(pod.object().node().span().file).any(|unit| !unit.services.is_empty())
    }

    /// Whether an object is for `OpenShift`, which gives each pod a user of its own: its namespace says so, or something in its units is
    /// of its own kinds.
    pub fn is_for_openshift(&self, object: Object<'_>) -> bool {
        let namespace = object.namespace_node().map_or("", Node::text);
        let file = object.node().span().file;
        namespace.starts_with("openshift") || self.units(file).any(|unit| unit.has_openshift)
    }
}
