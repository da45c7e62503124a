//! Images that something else than the manifest decides about: Kustomize's `images`, Skaffold's artifacts, ko.

use rustc_hash::FxHashSet;

use super::kustomize::tree_of;
use crate::kind::FileKind;
use crate::model::kubernetes::{Container, Object, PodSpec, objects};
use crate::source::{FileId, Files};
use crate::syntax::Document;
use crate::tree::{Node, Tree};

/// The name of an image without tag and digest.
fn name_of(image: &str) -> &str {
    let name = image.split('@').next().unwrap_or(image);
    match name.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => name,
        _ => name,
    }
}

/// The images of a file's containers whose name is one of those asked for, as indices into the tree.
pub(super) fn matching(tree: &Tree<'_>, wanted: impl Fn(&str) -> bool) -> Vec<u32> {
    let containers = objects(tree).into_iter().flat_map(Object::pods).flat_map(PodSpec::containers);
    let images = containers.filter_map(Container::image_node);
    images.filter(|image| image.as_str().is_some_and(|text| wanted(name_of(text)))).map(Node::index).collect()
}

/// The images that are built when the manifests are deployed: those of `ko://` addresses, and the artifacts that a `skaffold.yaml` in
/// the same folder or above lists.
pub(super) fn built_on_deployment(files: &Files, documents: &[Document<'_>]) -> Vec<(FileId, u32)> {
    let projects: Vec<(&str, FxHashSet<&str>)> = documents.iter().filter_map(|it| artifacts(files, it)).collect();
    let manifests = documents.iter().filter(|document| document.kind == FileKind::Kubernetes);
    let found = manifests.filter_map(|document| Some((document.file, tree_of(document)?))).flat_map(|(file, tree)| {
        let path = files.get(file).path();
        let below =
            |folder: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let images = matching(tree, |name| {
            name.starts_with("ko://") || projects.iter().any(|(folder, names)| names.contains(name) && below(folder))
        });
        images.into_iter().map(move |node| (file, node))
    });
    found.collect()
}

/// The folder of a `skaffold.yaml` and the names of the images that it builds.
fn artifacts<'d>(files: &'d Files, document: &'d Document<'_>) -> Option<(&'d str, FxHashSet<&'d str>)> {
    let file = files.get(document.file);
    if !file.name().starts_with("skaffold") {
        return None;
    }
    let roots = tree_of(document)?.roots();
    let listed = roots.flat_map(|root| {
        let profiles = root.get("profiles").into_iter().flat_map(Node::items);
        std::iter::once(root).chain(profiles).filter_map(|it| it.at(&["build", "artifacts"])).collect::<Vec<_>>()
    });
    let names = listed.flat_map(Node::items).filter_map(|artifact| artifact.get("image")?.as_str());
    Some((file.folder(), names.collect()))
}
