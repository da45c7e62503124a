//! Builds that files declare: Compose, bake, Skaffold.
//!
//! Facts: Compose Build Specification; Docker's manual, "Bake file reference"; Skaffold, `skaffold.yaml` reference, `build.artifacts`.

use rustc_hash::FxHashMap;

use super::build::{Build, Builder, Given, Named, Target, Written, platforms};
use super::images::repository_of;
use crate::diagnostic::Place;
use crate::kind::FileKind;
use crate::model::compose::Service;
use crate::project::compose::ComposeProjects;
use crate::source::Files;
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// How deep targets of a bake file may inherit from one another.
const DEEPEST: usize = 20;

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
    let written = Written { folder: service.file.directory, get: &get, absent: &absent };
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
        (Syntax::Hcl(configuration), FileKind::Bake) => {
            let Some(root) = configuration.tree.root() else { return Vec::new() };
            let blocks = configuration.file.body().blocks_of("target").map(|block| block.label(0));
            let nodes = root.get("target").into_iter().flat_map(Node::items);
            let targets = blocks.zip(nodes).filter_map(|(name, node)| Some((name?, node)));
            of_targets(folder, &targets.collect::<Vec<_>>())
        }
        (Syntax::Tree(tree), FileKind::Bake) => {
            let targets = tree.root().and_then(|root| root.get("target")).into_iter().flat_map(Node::entries);
            of_targets(folder, &targets.map(|entry| (entry.key.text(), entry.value)).collect::<Vec<_>>())
        }
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

/// The builds of the targets of a bake file. What several blocks of one name or others of a set say is merged, and what a command adds
/// cannot be seen, so that nothing is surely the default.
fn of_targets(folder: &str, targets: &[(&str, Node<'_>)]) -> Vec<Build> {
    let mut by_name: FxHashMap<&str, Vec<Node<'_>>> = FxHashMap::default();
    for (name, node) in targets {
        by_name.entry(name).or_default().insert(0, *node);
    }
    let inherited: Vec<&str> = targets
        .iter()
        .filter_map(|(_, node)| node.get("inherits"))
        .flat_map(Node::items)
        .filter_map(Node::as_str)
        .collect();
    let built = targets.iter().filter(|(name, _)| !inherited.contains(name) && !name.starts_with('_'));
    built.map(|(name, node)| of_target(folder, name, *node, &by_name)).collect()
}

fn of_target(folder: &str, name: &str, node: Node<'_>, by_name: &FxHashMap<&str, Vec<Node<'_>>>) -> Build {
    let mut layers = Vec::new();
    let is_whole = add_layers(name, by_name, &mut layers, 0);
    let find = |key: &str| layers.iter().find_map(|layer: &Node<'_>| layer.get(key));
    let lacks = |key: &str| is_whole && layers.iter().all(|layer| layer.lacks(key));
    // Contexts of a target are relative to where the command runs, which is the folder of the file where that is the root.
    let written = Written { folder, get: &find, absent: &lacks };
    let (context, context_place) = if folder.is_empty() { written.context(None) } else { (Named::Unknown, None) };
    let (dockerfile, dockerfile_place) = written.dockerfile(&context, "dockerfile-inline");
    let mut args = Given { names: Vec::new(), is_open: !is_whole };
    for own in layers.iter().map(|layer| Given::of_node(layer.get("args"))) {
        let new: Vec<_> = own.names.into_iter().filter(|(name, _)| !args.has(name)).collect();
        args.names.extend(new);
        args.is_open |= own.is_open;
    }
    Build {
        by: Builder::Bake,
        title: format!("target `{name}`"),
        place: Place::from(node),
        target: written.target(),
        args,
        contexts: Given { is_open: true, ..written.given("contexts") },
        secrets: Given::unknown(),
        platforms: platforms(find("platforms")),
        images: named(find("tags").into_iter().flat_map(Node::items)),
        context,
        context_place,
        dockerfile,
        dockerfile_place,
        file: None,
    }
}

/// Adds what a target says and then what it inherits, the last inherited first; false if some of that cannot be seen.
fn add_layers<'t>(
    name: &str,
    by_name: &FxHashMap<&str, Vec<Node<'t>>>,
    layers: &mut Vec<Node<'t>>,
    depth: usize,
) -> bool {
    let Some(nodes) = by_name.get(name).filter(|_| depth < DEEPEST && layers.len() < DEEPEST * DEEPEST) else {
        return false;
    };
    layers.extend(nodes);
    let mut is_whole = nodes.iter().all(|node| !node.is_open());
    for node in nodes {
        is_whole &= node.lacks("inherits") || node.get("inherits").is_some_and(|list| list.is_seq() && !list.is_open());
        let parents: Vec<Node<'t>> = node.get("inherits").into_iter().flat_map(Node::items).collect();
        for parent in parents.into_iter().rev() {
            is_whole &= parent.as_str().is_some_and(|parent| add_layers(parent, by_name, layers, depth + 1));
        }
    }
    is_whole
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
    let written = Written { folder, get: &get, absent: &absent };
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
