//! What kustomizations take in, and which objects their patches may touch. Nothing is built here: an object that a patch may touch
//! is *open*, so that rules are silent about what it seems to lack, and what a patch puts another value in place of is unknown.

mod change;
mod unused;

use rustc_hash::{FxHashMap, FxHashSet};

use self::change::{Change, changes};
use crate::kind::FileKind;
use crate::model::kubernetes::{Container, Object, PodSpec, objects};
use crate::model::kustomize::{FILE_NAMES, Kustomization, Patch, PatchBody};
use crate::source::{FileId, Files, SourceFile, join_path};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::{Document, Syntax, yaml};
use crate::tree::{Node, Tree};

/// How deep kustomizations may lie in each other.
const MAX_DEPTH: usize = 32;

/// What a kustomization takes in, directly and through others.
#[derive(Clone, Debug, Default)]
pub struct Closure {
    /// The files with its objects, each once.
    pub files: Vec<FileId>,
    /// The kustomizations it is made of, itself and its components included.
    pub kustomizations: Vec<FileId>,
    /// Whether some of its objects cannot be seen: remote, generated, or in files that are not there.
    pub partial: bool,
}

/// The tree of a document that has one.
pub(super) fn tree_of<'d>(document: &'d Document<'_>) -> Option<&'d Tree<'d>> {
    match &document.syntax {
        Syntax::Tree(tree) => Some(tree),
        _ => None,
    }
}

fn kustomization<'d>(documents: &'d [Document<'_>], file: FileId) -> Option<Kustomization<'d>> {
    tree_of(&documents[file.0 as usize])?.root().and_then(Kustomization::new)
}

/// What each kustomization takes in.
pub(super) fn closures(files: &Files, documents: &[Document<'_>]) -> FxHashMap<FileId, Closure> {
    let all = documents.iter().filter(|document| document.kind == FileKind::Kustomization);
    let found = all.map(|document| {
        let mut closure = Closure::default();
        take_in(document.file, files, documents, &mut closure, MAX_DEPTH);
        let mut seen = FxHashSet::default();
        closure.files.retain(|file| seen.insert(*file));
        (document.file, closure)
    });
    found.collect()
}

fn take_in(file: FileId, files: &Files, documents: &[Document<'_>], closure: &mut Closure, depth: usize) {
    if closure.kustomizations.contains(&file) {
        return;
    }
    closure.kustomizations.push(file);
    let Some(kustomization) = kustomization(documents, file).filter(|_| depth > 0) else {
        closure.partial = true;
        return;
    };
    closure.partial |= kustomization.generates_objects();
    let folder = files.get(file).folder();
    for entry in kustomization.resources().into_iter().chain(kustomization.components()) {
        let path = entry.as_str().and_then(|path| join_path(folder, path));
        let found = path.as_deref().and_then(|path| resolve(files, path));
        match found {
            Some(found) if files.get(found).kind() == FileKind::Kustomization => {
                take_in(found, files, documents, closure, depth - 1);
            }
            Some(found) => closure.files.push(found),
            None => closure.partial = true,
        }
    }
}

/// The kinds and names of the objects that kustomizations generate, without the hash that is put behind them.
pub(super) fn generated<'d>(documents: &'d [Document<'_>]) -> impl Iterator<Item = (&'static str, &'d str)> {
    let all = documents.iter().filter(|document| document.kind == FileKind::Kustomization);
    all.filter_map(|document| tree_of(document)?.root()).flat_map(|root| {
        [("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")].into_iter().flat_map(move |(key, kind)| {
            let listed = root.get(key).into_iter().flat_map(Node::items);
            listed.filter_map(move |it| Some((kind, it.get("name")?.as_text()?)))
        })
    })
}

/// The file that a resource is, or the kustomization in the folder that it is.
fn resolve(files: &Files, path: &str) -> Option<FileId> {
    let join = |name: &&str| if path.is_empty() { (*name).to_owned() } else { format!("{path}/{name}") };
    files.find(path).or_else(|| FILE_NAMES.iter().find_map(|name| files.find(&join(name))))
}

/// The files that hold no whole objects: patches of some kustomization, or called so, and what tests compare objects with; kustomizations come with patches that nobody has switched on.
pub(super) fn patch_files(files: &Files, documents: &[Document<'_>]) -> FxHashSet<FileId> {
    let manifests = documents.iter().filter(|document| document.kind == FileKind::Kubernetes);
    let mut found: FxHashSet<FileId> =
        manifests.map(|document| document.file).filter(|file| is_called_patch(files.get(*file).path())).collect();
    for document in documents.iter().filter(|document| document.kind == FileKind::Kustomization) {
        let Some(kustomization) = kustomization(documents, document.file) else { continue };
        let folder = files.get(document.file).folder();
        for patch in kustomization.patches() {
            if let Some(PatchBody::File(path)) = patch.body {
                found.extend(path.as_str().and_then(|path| files.find(&join_path(folder, path)?)));
            }
        }
    }
    found
}

/// Whether a path says that it is a patch (`patches/webhook.yaml`, `manager_auth_patch.yaml`, `patch-replicas.yaml`), or an expectation.
fn is_called_patch(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    folders.split('/').any(|folder| matches!(folder, "patch" | "patches"))
        || stem.split(['-', '_', '.']).any(|word| matches!(word, "patch" | "patches"))
        || is_expectation(stem)
}

/// Whether a file without its ending is called as what kuttl compares the objects of a cluster with, which are as incomplete as those of a
/// patch: `01-assert`, `02-errors` (<https://kuttl.dev/docs/kuttl-test-harness.html>).
fn is_expectation(stem: &str) -> bool {
    let number = stem.strip_suffix("-assert").or_else(|| stem.strip_suffix("-errors"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Which objects a patch may touch. What is `None` may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Reach {
    kind: Option<String>,
    name: Option<String>,
    /// What it surely replaces in the objects that it reaches.
    changes: Vec<Change>,
}

impl Reach {
    /// What a node with `kind` and `name` selects; both may be regular expressions, which here reach everything.
    fn new(kind: Option<Node<'_>>, name: Option<Node<'_>>) -> Self {
        let literal = |node: Option<Node<'_>>| {
            let text = node.and_then(Node::as_text)?;
            (!text.is_empty() && !text.contains(['*', '+', '?', '|', '(', '[', '^', '$', '\\']))
                .then(|| text.to_owned())
        };
        Self { kind: literal(kind), name: literal(name), changes: Vec::new() }
    }

    /// Whether it may reach an object. Prefixes and suffixes may have been put around the name on the way.
    fn may_touch(&self, object: Object<'_>) -> bool {
        let is_kind = self.kind.as_deref().is_none_or(|kind| kind == object.kind());
        let is_name = || match (self.name.as_deref(), object.name()) {
            (Some(name), Some(own)) => name.contains(own) || own.contains(name),
            _ => true,
        };
        is_kind && is_name()
    }
}

/// What the patches of one kustomization may reach.
fn reaches(kustomization: Kustomization<'_>, folder: &str, files: &Files, documents: &[Document<'_>]) -> Vec<Reach> {
    let mut found = Vec::new();
    if kustomization.changes_anything() {
        found.push(Reach::default());
    }
    for Patch { target, body } in kustomization.patches() {
        let selected = target.map(|target| Reach::new(target.get("kind"), target.get("name")));
        let read = |tree: &Tree<'_>| match &selected {
            Some(reach) => vec![Reach { changes: tree.roots().flat_map(changes).collect(), ..reach.clone() }],
            None => named_in(tree),
        };
        let unseen = || vec![selected.clone().unwrap_or_default()];
        found.extend(match body {
            Some(PatchBody::File(path)) => {
                let file = path.as_str().and_then(|path| files.find(&join_path(folder, path)?));
                file.and_then(|file| tree_of(&documents[file.0 as usize])).map_or_else(unseen, read)
            }
            Some(PatchBody::Inline(text)) => {
                let source = SourceFile::new("patch.yaml", FileKind::Kubernetes, text.text());
                let inline = Files::new(vec![source], Vec::new());
                let options = yaml::Options { dialect: yaml::Dialect::Yaml11, placeholders: Placeholders::Kubernetes };
                read(&yaml::parse(&inline, FileId(0), options).0)
            }
            None => unseen(),
        });
    }
    found
}

/// What the objects of a patch's text name and change.
fn named_in(tree: &Tree<'_>) -> Vec<Reach> {
    let of = |object: &Object<'_>| Reach {
        changes: changes(object.node()),
        ..Reach::new(object.node().get("kind"), object.name_node())
    };
    let found: Vec<Reach> = objects(tree).iter().map(of).collect();
    if found.is_empty() { vec![Reach::default()] } else { found }
}

/// Opens the documents whose objects a patch may touch, and the patches themselves, and makes images unknown that something gives
/// another name or tag. What is in patches that are switched off is of no kind any more. Done once, before the project is put together.
pub fn open_patched(files: &Files, documents: &mut [Document<'_>]) {
    let (mut opened, mut replaced) = (FxHashSet::default(), Vec::new());
    for closure in closures(files, documents).into_values() {
        let (mut reach, mut images) = (Vec::new(), FxHashSet::default());
        let mut namespace = None;
        for file in &closure.kustomizations {
            let Some(kustomization) = kustomization(documents, *file) else { continue };
            namespace = namespace.or(kustomization.namespace());
            reach.extend(reaches(kustomization, files.get(*file).folder(), files, documents));
            images.extend(kustomization.images().into_iter().filter_map(Node::as_str));
        }
        if reach.is_empty() && images.is_empty() && namespace.is_none() {
            continue;
        }
        for file in closure.files {
            let Some(tree) = tree_of(&documents[file.0 as usize]) else { continue };
            for (index, root) in tree.roots().enumerate() {
                for object in objects_of(root) {
                    let renamed = namespace.and_then(|namespace| renamed(object, namespace));
                    replaced.extend(renamed.map(|name| (file, name.index())));
                    for reach in reach.iter().filter(|reach| reach.may_touch(object)) {
                        opened.insert((file, index));
                        let nodes = reach.changes.iter().flat_map(|change| change.replaces(object.node()));
                        replaced.extend(nodes.map(|node| (file, node)));
                    }
                }
            }
            let overridden = super::images::matching(tree, |name| images.contains(name));
            replaced.extend(overridden.into_iter().map(|node| (file, node)));
        }
    }
    replaced.extend(unused::kinds_of_unused(files, documents));
    replaced.extend(super::images::built_on_deployment(files, documents));
    let mut patches = patch_files(files, documents);
    patches.extend(fragments(files, documents));
    for file in patches {
        let count = tree_of(&documents[file.0 as usize]).map_or(0, |tree| tree.roots().len());
        opened.extend((0..count).map(|index| (file, index)));
    }
    apply(documents, &opened, &replaced);
}

/// The name of a Namespace that a kustomization renames: it gives each the name of its own `namespace`
/// (kustomize, default configuration of the namespace transformer).
fn renamed<'t>(object: Object<'t>, namespace: Node<'_>) -> Option<Node<'t>> {
    let name = object.name_node().filter(|_| object.is("", "Namespace"))?;
    (name.as_str() != namespace.as_str()).then_some(name)
}

/// Manifests that no kustomization names but that are plainly meant to be merged with another: `*patch*.yaml`, and those beside or below
/// a kustomization with a container that has no image.
fn fragments<'d>(files: &'d Files, documents: &'d [Document<'_>]) -> impl Iterator<Item = FileId> {
    let kustomizations = documents.iter().filter(|document| document.kind == FileKind::Kustomization);
    let folders: FxHashSet<&str> = kustomizations.map(|document| files.get(document.file).folder()).collect();
    let manifests = documents.iter().filter(|document| document.kind == FileKind::Kubernetes);
    let found = manifests.filter(move |document| {
        let file = files.get(document.file);
        let above = std::iter::successors(Some(file.folder()), |folder| Some(folder.rsplit_once('/')?.0));
        let is_near = || above.chain(std::iter::once("")).any(|folder| folders.contains(folder));
        let named = file.name().contains("patch");
        let has_image = |container: Container<'_>| container.node().get("image").is_some();
        let pods = || tree_of(document).map(objects).into_iter().flatten().flat_map(Object::pods);
        named || is_near() && !pods().flat_map(PodSpec::containers).all(has_image)
    });
    found.map(|document| document.file)
}

fn objects_of(root: Node<'_>) -> impl Iterator<Item = Object<'_>> {
    let listed = root.get("items").filter(|items| items.is_seq());
    let items = listed.into_iter().flat_map(Node::items).filter_map(Object::new);
    Object::new(root).into_iter().chain(items)
}

fn apply(documents: &mut [Document<'_>], opened: &FxHashSet<(FileId, usize)>, replaced: &[(FileId, u32)]) {
    let mut tree = |file: FileId, change: &dyn Fn(&mut Tree<'_>)| {
        if let Syntax::Tree(tree) = &mut documents[file.0 as usize].syntax {
            change(tree);
        }
    };
    for (file, index) in opened {
        tree(*file, &|tree| tree.open_document(*index));
    }
    for (file, node) in replaced {
        tree(*file, &|tree| tree.forget(*node));
    }
}
