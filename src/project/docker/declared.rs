//! Builds that files declare: Compose, Skaffold, and bake files through [`bake`].
//!
//! Facts: Compose Build Specification; Skaffold, `skaffold.yaml` reference, `build.artifacts`.

use super::bake;
use super::build::{Build, Builder, Given, Named, Target, Written, by_default, platforms};
use super::images::repository_of;
use crate::diagnostic::Place;
use crate::kind::FileKind;
use crate::model::compose::Service;
use crate::project::compose::ComposeProjects;
use crate::source::Files;
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// The builds of all Compose services.
pub(super) fn of_compose(compose: &ComposeProjects<'_>, files: &Files) -> Vec<Build> {
    let mut builds = Vec::new();
    for (number, project) in compose.iter().enumerate() {
        for (place, service) in project.services.iter().enumerate() {
            builds.extend(of_service(service, Builder::Service(number, place), files));
        }
    }
    builds
}

fn of_service(service: &Service<'_>, by: Builder, files: &Files) -> Option<Build> {
    let node = service.at(&["build"]).filter(|node| node.is_map() || node.by_default().is_some())?;
    let short = (!node.is_map()).then_some(node);
    let get = |key: &str| service.at(&["build", key]);
    // In the short form only the strongest layer counts, and there is nothing else.
    let absent = |key: &str| short.is_some() || service.layers.absent(&["build", key]);
    // A path is relative to the folder of the project's first file.
    let written = Written { folder: service.file.directory, get: &get, absent: &absent, value: &by_default };
    let (mut context, context_place) = written.context(short);
    if service.layers.nodes().iter().any(|layer| service.directory_of(*layer) != service.file.directory) {
        context = Named::Unknown;
    }
    let (dockerfile, dockerfile_place) = match short {
        Some(_) => (context.file("Dockerfile"), None),
        None => written.dockerfile(&context, "dockerfile_inline"),
    };
    Some(Build {
        by,
        title: format!("service `{}`", service.name()),
        place: Place::from(node),
        target: if short.is_some() { Target::Last } else { written.target() },
        args: written.given("args"),
        contexts: written.given("additional_contexts"),
        secrets: secrets(&written),
        platforms: platforms(get("platforms")),
        images: named(service.image().into_iter().chain(service.items(&["build", "tags"]))),
        context,
        context_place,
        dockerfile,
        dockerfile_place,
        file: get("dockerfile_inline").and_then(|text| files.embedded_at(text.span())),
    })
}

/// The names that scalars give to an image.
fn named<'t>(nodes: impl IntoIterator<Item = Node<'t>>) -> Vec<String> {
    nodes.into_iter().filter_map(|node| repository_of(node.text())).collect()
}

/// Secrets by their names, or by the ids that the long form gives them in the build.
fn secrets(written: &Written<'_, '_>) -> Given {
    let mut given = Given::default();
    match (written.get)("secrets") {
        None => given.is_open = !(written.absent)("secrets"),
        Some(list) => {
            given.is_open = list.is_open() || !list.is_seq();
            for item in list.items() {
                let name = if item.is_map() { item.get("target").or_else(|| item.get("source")) } else { Some(item) };
                match name.and_then(Node::as_str) {
                    Some(name) => given.names.push((name.to_owned(), Place::from(item))),
                    None => given.is_open = true,
                }
            }
        }
    }
    given
}

/// The builds that a bake file or a `skaffold.yaml` declares.
pub(super) fn of_document(files: &Files, document: &Document<'_>) -> Vec<Build> {
    let folder = files.get(document.file).folder();
    match (&document.syntax, document.kind) {
        (_, FileKind::Bake) => bake::of_document(files, document),
        (Syntax::Tree(tree), FileKind::Kubernetes) => {
            let is_skaffold = |root: &Node<'_>| {
                root.get("apiVersion").and_then(Node::as_str).is_some_and(|version| version.starts_with("skaffold/"))
            };
            let artifacts = tree.roots().filter(is_skaffold).filter_map(|root| root.at(&["build", "artifacts"]));
            artifacts.flat_map(Node::items).filter_map(|artifact| of_artifact(folder, artifact)).collect()
        }
        _ => Vec::new(),
    }
}

/// The build of an artifact of Skaffold, if Docker or kaniko makes it.
fn of_artifact(folder: &str, artifact: Node<'_>) -> Option<Build> {
    const OTHERS: [&str; 5] = ["bazel", "jib", "ko", "buildpacks", "custom"];
    if !artifact.is_map() || OTHERS.iter().any(|key| artifact.get(key).is_some()) {
        return None;
    }
    let docker = artifact.get("docker").or_else(|| artifact.get("kaniko"));
    let name = |key: &str| if key == "args" { "buildArgs" } else { key }.to_owned();
    let get = |key: &str| if key == "context" { artifact.get(key) } else { docker?.get(&name(key)) };
    let absent = |key: &str| match docker {
        _ if key == "context" => artifact.lacks(key),
        Some(docker) => docker.lacks(&name(key)),
        None => artifact.lacks("docker") && artifact.lacks("kaniko"),
    };
    let written = Written { folder, get: &get, absent: &absent, value: &by_default };
    let (context, context_place) = written.context(None);
    let (dockerfile, dockerfile_place) = written.dockerfile(&context, "dockerfile_inline");
    let image = artifact.get("image").and_then(Node::as_str).unwrap_or_default();
    Some(Build {
        by: Builder::Skaffold,
        title: format!("artifact `{image}`"),
        place: Place::from(artifact.get("image").unwrap_or(artifact)),
        target: written.target(),
        args: written.given("args"),
        contexts: Given::unknown(),
        secrets: Given::unknown(),
        platforms: platforms(artifact.get("platforms")),
        images: named(artifact.get("image")),
        context,
        context_place,
        dockerfile,
        dockerfile_place,
        file: None,
    })
}
