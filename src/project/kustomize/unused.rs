//! Patches that are switched off: scaffolding such as Kubebuilder's brings them along, and the kustomization beside them names them in a
//! comment at most.

use rustc_hash::FxHashSet;

use super::{is_called_patch, tree_of};
use crate::kind::FileKind;
use crate::model::kubernetes::schema::{Definitions, Departure, Fault, NEWEST, Owner, departures};
use crate::model::kubernetes::{Container, Object, PodSpec};
use crate::model::kustomize::FILE_NAMES;
use crate::source::{FileId, Files, join_path};
use crate::syntax::Document;
use crate::tree::{Node, Tree};

/// Fields without which an object of a kind means nothing, where the schema of its version is not known or asks for nothing.
const ESSENTIAL: [(&str, &str, &[&str]); 3] = [
    ("apiextensions.k8s.io", "CustomResourceDefinition", &["spec", "names"]),
    ("admissionregistration.k8s.io", "MutatingWebhookConfiguration", &["webhooks"]),
    ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration", &["webhooks"]),
];

/// The `kind` of each object in such patches: files in or below the folder of a kustomization, which no kustomization names but in a
/// comment, which by their path, that comment or a container without an image are parts of something, and of which no object is whole.
pub(super) fn kinds_of_unused(files: &Files, documents: &[Document<'_>]) -> Vec<(FileId, u32)> {
    let named = Named::new(files, documents);
    let mut found = Vec::new();
    for document in documents.iter().filter(|document| document.kind == FileKind::Kubernetes) {
        let file = files.get(document.file);
        let above = std::iter::successors(Some(file.folder()), |folder| {
            (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
        });
        let above: Vec<&str> = above.collect();
        let is_named = named.surely.contains(&document.file)
            || above.iter().any(|folder| named.last_parts.contains(&(*folder, file.name())));
        if is_named || !above.iter().any(|folder| named.folders.contains(folder)) {
            continue;
        }
        let Some(tree) = tree_of(document) else { continue };
        let all: Option<Vec<Object<'_>>> = tree.roots().filter(|root| !root.is_null()).map(Object::new).collect();
        let Some(all) = all else { continue };
        let is_named_so = is_called_patch(file.path()) || named.in_comments.contains(&document.file);
        if (is_named_so || all.iter().any(|it| lacks_image(*it))) && all.iter().all(|it| is_part(*it)) {
            let kinds = all.iter().filter_map(|object| object.node().get("kind"));
            found.extend(kinds.map(|kind| (document.file, kind.index())));
        }
    }
    found
}

/// What kustomizations say of files.
#[derive(Default)]
struct Named<'d> {
    /// The folders with kustomizations.
    folders: FxHashSet<&'d str>,
    /// Files that one names in whatever field.
    surely: FxHashSet<FileId>,
    /// The last parts of what may be paths in one, with its folder: a kustomization may be copied elsewhere before it is built.
    last_parts: FxHashSet<(&'d str, &'d str)>,
    /// Files that one names in a comment.
    in_comments: FxHashSet<FileId>,
}

impl<'d> Named<'d> {
    fn new(files: &'d Files, documents: &'d [Document<'_>]) -> Self {
        let mut named = Self::default();
        for document in documents.iter().filter(|document| document.kind == FileKind::Kustomization) {
            let file = files.get(document.file);
            named.folders.insert(file.folder());
            let Some(tree) = tree_of(document) else { continue };
            let find = |path: &str| files.find(&join_path(file.folder(), path)?);
            let texts = || tree.all().filter_map(Node::as_str);
            named.surely.extend(texts().filter_map(find));
            let last = |path: &'d str| path.rsplit('/').next().filter(|name| name.contains(".y"));
            named.last_parts.extend(texts().filter_map(last).map(|name| (file.folder(), name)));
            named.in_comments.extend(words_of_comments(tree, files).filter_map(find));
        }
        named
    }
}

/// The words of the comments that may be paths.
fn words_of_comments<'d>(tree: &'d Tree<'_>, files: &'d Files) -> impl Iterator<Item = &'d str> {
    let texts = tree.comments().iter().map(|comment| &files.get(comment.span.file).text()[comment.span.range()]);
    let words =
        texts.flat_map(|text| text.split(|it: char| it.is_whitespace() || matches!(it, '"' | '\'' | '`' | '#')));
    let is_yaml = |word: &&str| matches!(word.rsplit_once('.'), Some((_, "yaml" | "yml")));
    words.filter(is_yaml).filter(|word| !FILE_NAMES.contains(word))
}

fn lacks_image(object: Object<'_>) -> bool {
    let containers = || object.pods().into_iter().flat_map(PodSpec::containers);
    containers().any(|container: Container<'_>| container.node().lacks("image"))
}

/// Whether an object surely lacks what one that is applied by itself has to have. What is missing far down is a fault of a whole object.
fn is_part(object: Object<'_>) -> bool {
    let is_high =
        |owner: Owner<'_>| owner.key.is_none_or(|key| matches!(key.text(), "spec" | "template" | "jobTemplate"));
    let lacks = |it: Departure<'_>| matches!(it.fault, Fault::Missing(_)) && is_high(it.owner);
    let essential = |(group, kind, path): &(&str, &str, &[&str])| object.is(group, kind) && object.node().absent(path);
    ESSENTIAL.iter().any(essential)
        || lacks_image(object)
        || departures(object, &Definitions::default(), NEWEST).into_iter().any(lacks)
}
