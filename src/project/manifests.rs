//! Kubernetes objects that belong together, and finding one from another.
//!
//! A unit is what is applied at once: a kustomization with all that it takes in, or, for files that no kustomization takes in, a folder.

use rustc_hash::{FxHashMap, FxHashSet};

use super::kustomize::{self, tree_of};
use crate::kind::FileKind;
use crate::model::kubernetes::schema::Definitions;
use crate::model::kubernetes::{Autoscaler, Object, PodSpec, Service, objects};
use crate::source::{FileId, Files};
use crate::syntax::Document;
use crate::tree::Node;

/// A label: its key and its value.
type Label<'p> = (&'p str, &'p str);

/// What is applied at once.
#[derive(Debug, Default)]
pub struct Unit<'p> {
    /// The folder, or the kustomization's file.
    pub path: &'p str,
    /// Whether some of its objects cannot be seen.
    pub partial: bool,
    objects: Vec<Object<'p>>,
    services: Vec<Service<'p>>,
    /// The services by that label of their selector which fewest others ask for.
    services_by_label: FxHashMap<Label<'p>, Vec<Service<'p>>>,
    /// The autoscalers by the name of what they scale.
    autoscalers: FxHashMap<&'p str, Vec<Autoscaler<'p>>>,
    pods: FxHashMap<(&'p str, &'p str), Vec<PodSpec<'p>>>,
    limit_ranges: Vec<Object<'p>>,
    /// Whether some of its objects are of `OpenShift`'s own kinds.
    has_openshift: bool,
}

impl<'p> Unit<'p> {
    fn new(path: &'p str, partial: bool) -> Self {
        Self { path, partial, ..Self::default() }
    }

    fn add(&mut self, object: Object<'p>) {
        self.objects.push(object);
        self.services.extend(Service::new(object));
        if let Some(autoscaler) = Autoscaler::new(object)
            && let Some(name) = autoscaler.target_name()
        {
            self.autoscalers.entry(name).or_default().push(autoscaler);
        }
        if object.is("", "LimitRange") {
            self.limit_ranges.push(object);
        }
        self.has_openshift |= object.group().ends_with("openshift.io");
        for pod in object.pods() {
            self.pods.entry((object.kind(), object.name().unwrap_or_default())).or_default().push(pod);
        }
    }

    /// Makes the services easy to find for a pod.
    fn index_services(&mut self) {
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

    /// Its objects.
    pub fn objects(&self) -> &[Object<'p>] {
        &self.objects
    }

    /// Its services that select pods.
    pub fn services(&self) -> &[Service<'p>] {
        &self.services
    }
}

/// All Kubernetes objects, by file and by unit.
#[derive(Debug, Default)]
pub struct Manifests<'p> {
    by_file: FxHashMap<FileId, Vec<Object<'p>>>,
    units: Vec<Unit<'p>>,
    /// The units that a file is in.
    units_of: FxHashMap<FileId, Vec<usize>>,
    patches: FxHashSet<FileId>,
    /// The objects that stand in the file of each a second time, with the first one.
    repeated: FxHashMap<(FileId, u32), Object<'p>>,
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
        let mut manifests = Self { by_file, patches, ..Self::default() };
        // In the order of the files.
        for document in documents {
            let found = manifests.by_file.get(&document.file).into_iter().flatten();
            found.for_each(|object| manifests.definitions.add(*object));
            if !manifests.patches.contains(&document.file) {
                manifests.note_repeated(document.file);
            }
        }
        let mut closures: Vec<_> = kustomize::closures(files, documents).into_iter().collect();
        closures.sort_unstable_by_key(|(file, _)| *file);
        for (file, closure) in closures {
            manifests.add_unit(Unit::new(files.get(file).path(), closure.partial), &closure.files);
        }
        manifests.add_folders(files);
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

    /// A unit for each folder with files that no kustomization takes in.
    fn add_folders(&mut self, files: &'p Files) {
        let mut folders: FxHashMap<&'p str, Vec<FileId>> = FxHashMap::default();
        for file in self.by_file.keys() {
            if !self.units_of.contains_key(file) && !self.patches.contains(file) {
                folders.entry(files.get(*file).folder()).or_default().push(*file);
            }
        }
        let mut folders: Vec<_> = folders.into_iter().collect();
        folders.sort_unstable();
        for (folder, mut members) in folders {
            members.sort_unstable();
            self.add_unit(Unit::new(folder, false), &members);
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

    /// The object of the same kind, name and namespace that stands before one in its file.
    pub fn same_before(&self, object: Object<'_>) -> Option<Object<'p>> {
        self.repeated.get(&(object.node().span().file, object.node().index())).copied()
    }

    /// The objects of a file.
    pub fn objects(&self, file: FileId) -> &[Object<'p>] {
        self.by_file.get(&file).map_or(&[], Vec::as_slice)
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
        let labels = || {
            pod.labels()
                .into_iter()
                .flat_map(Node::entries)
                .filter_map(|entry| Some((entry.key.as_text()?, entry.value.as_text()?)))
        };
        let by_label =
            self.units(file).flat_map(|unit| labels().filter_map(|label| unit.services_by_label.get(&label)));
        for service in by_label.flatten() {
            if service.selects(pod) == Some(true) && !found.contains(service) {
                found.push(*service);
            }
        }
        // In a folder of alternatives each has its own service beside it.
        found.sort_by_key(|service| service.object().node().span().file != file);
        found
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

    /// Whether some `LimitRange` in the units of a file gives containers a default request or limit.
    pub fn has_limit_range(&self, file: FileId) -> bool {
        self.units(file).any(|unit| !unit.limit_ranges.is_empty())
    }
}
