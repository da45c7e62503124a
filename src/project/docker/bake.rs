//! Builds that bake files declare.
//!
//! Facts: Docker's manual, "Bake file reference": targets and what they inherit, variables and their defaults, matrices.

use rustc_hash::FxHashMap;

use super::build::{Build, Builder, Given, Named, Written, platforms};
use super::constants::Constants;
use super::images::repository_of;
use crate::diagnostic::Place;
use crate::source::Files;
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// How deep targets may inherit from one another.
const DEEPEST: usize = 20;

/// How many targets are made of a matrix; a larger one is left as it is.
const LARGEST: usize = 64;

/// A bake file.
struct Bake<'f, 't> {
    files: &'f Files,
    folder: &'f str,
    /// What is said of each target, the last first.
    by_name: FxHashMap<&'t str, Vec<Node<'t>>>,
    /// The defaults of the variables.
    constants: Constants,
}

/// The builds that a bake file declares. What several blocks of one name or others of a set say is merged, and what a command adds
/// cannot be seen, so that nothing is surely the default.
pub(super) fn of_document(files: &Files, document: &Document<'_>) -> Vec<Build> {
    let blocks = |kind: &'static str| -> Vec<(&str, Node<'_>)> {
        match &document.syntax {
            Syntax::Hcl(configuration) => {
                let names = configuration.file.body().blocks_of(kind).map(|block| block.label(0));
                let nodes = configuration.tree.root().and_then(|root| root.get(kind)).into_iter().flat_map(Node::items);
                names.zip(nodes).filter_map(|(name, node)| Some((name?, node))).collect()
            }
            Syntax::Tree(tree) => {
                let entries = tree.root().and_then(|root| root.get(kind)).into_iter().flat_map(Node::entries);
                entries.map(|entry| (entry.key.text(), entry.value)).collect()
            }
            _ => Vec::new(),
        }
    };
    let targets = blocks("target");
    let mut by_name: FxHashMap<&str, Vec<Node<'_>>> = FxHashMap::default();
    for (name, node) in &targets {
        by_name.entry(name).or_default().insert(0, *node);
    }
    let mut constants = Constants::default();
    for (name, node) in blocks("variable") {
        constants.add(name, node.get("default").and_then(Node::as_str));
    }
    let inherited: Vec<&str> = targets
        .iter()
        .filter_map(|(_, node)| node.get("inherits"))
        .flat_map(Node::items)
        .filter_map(Node::as_str)
        .collect();
    let built = targets.iter().filter(|(name, _)| !inherited.contains(name) && !name.starts_with('_'));
    let bake = Bake { files, folder: files.get(document.file).folder(), by_name, constants };
    built.flat_map(|(name, node)| bake.of_target(name, *node)).collect()
}

impl<'t> Bake<'_, 't> {
    /// The builds of a target: one, or those of its matrix.
    fn of_target(&self, name: &str, node: Node<'t>) -> Vec<Build> {
        let mut layers = Vec::new();
        let is_whole = add_layers(name, &self.by_name, &mut layers, 0);
        let matrix = layers.iter().find_map(|layer| layer.get("matrix"));
        let places = matrix.map_or_else(|| vec![self.constants.clone()], |matrix| places(&self.constants, matrix));
        places.iter().map(|constants| self.build(name, node, &layers, is_whole, constants)).collect()
    }

    fn build(&self, name: &str, node: Node<'t>, layers: &[Node<'t>], is_whole: bool, constants: &Constants) -> Build {
        let find = |key: &str| layers.iter().find_map(|layer| layer.get(key));
        let lacks = |key: &str| is_whole && layers.iter().all(|layer| layer.lacks(key));
        let value = |node: Node<'t>| constants.fill_all(self.written(node, constants).as_deref()?);
        // Contexts of a target are relative to where the command runs, which is the folder of the file where that is the root.
        let written = Written { folder: self.folder, get: &find, absent: &lacks, value: &value };
        let (context, context_place) =
            if self.folder.is_empty() { written.context(None) } else { (Named::Unknown, None) };
        let (dockerfile, dockerfile_place) = written.dockerfile(&context, "dockerfile-inline");
        let mut args = Given { names: Vec::new(), is_open: !is_whole };
        for own in layers.iter().map(|layer| Given::of_node(layer.get("args"))) {
            let new: Vec<_> = own.names.into_iter().filter(|(name, _)| !args.has(name)).collect();
            args.names.extend(new);
            args.is_open |= own.is_open;
        }
        let tags = find("tags").into_iter().flat_map(Node::items);
        let images = tags.filter_map(|tag| {
            let written = self.written(tag, constants);
            repository_of(&constants.fill(written.as_deref().unwrap_or_else(|| tag.text())))
        });
        Build {
            by: Builder::Bake,
            title: format!("target `{name}`"),
            place: Place::from(node),
            target: written.target(),
            args,
            contexts: Given { is_open: true, ..written.given("contexts") },
            secrets: Given::unknown(),
            platforms: platforms(find("platforms")),
            images: images.collect(),
            context,
            context_place,
            dockerfile,
            dockerfile_place,
            file: None,
        }
    }

    /// A text as it is written, without its quotes; of a variable the value. Nothing for other expressions.
    fn written(&self, node: Node<'_>, constants: &Constants) -> Option<String> {
        if let Some(known) = node.as_str() {
            return Some(known.to_owned());
        }
        let raw = self.files.text(node.span());
        match raw.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
            Some(inner) => Some(inner.to_owned()).filter(|inner| !inner.contains(['"', '\\'])),
            None => constants.get(raw).map(str::to_owned),
        }
    }
}

/// The variables of each place in a matrix; where it cannot be known, one place in which they are not.
fn places(constants: &Constants, matrix: Node<'_>) -> Vec<Constants> {
    let mut places = vec![constants.clone()];
    for entry in matrix.entries() {
        let values: Option<Vec<&str>> = entry.value.items().map(Node::as_str).collect();
        let Some(values) = values.filter(|values| !values.is_empty() && values.len() * places.len() <= LARGEST) else {
            for place in &mut places {
                place.hide(entry.key.text());
            }
            continue;
        };
        let with = |value: &&str, place: &Constants| {
            let mut place = place.clone();
            place.set(entry.key.text(), value);
            place
        };
        places = places.iter().flat_map(|place| values.iter().map(move |value| with(value, place))).collect();
    }
    places
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::FileKind;
    use crate::project::docker::Target;
    use crate::source::SourceFile;
    use crate::syntax;

    /// Context, Dockerfile, target and names of the images of each build.
    fn builds(path: &str, text: &str) -> Vec<String> {
        let files = Files::new(vec![SourceFile::new(path, FileKind::Bake, text)], Vec::new());
        let documents = syntax::parse_all(&files);
        let shown = of_document(&files, &documents[0]).into_iter().map(|build| {
            let target = match &build.target {
                Target::Last => "last",
                Target::Stage(name, _) => name,
                Target::Unknown => "?",
            };
            let path = |named: &Named| named.path().unwrap_or("?").to_owned();
            format!("{} {} {target} {}", path(&build.context), path(&build.dockerfile), build.images.join(","))
        });
        shown.collect()
    }

    #[test]
    fn defaults_of_variables_count() {
        let text = r#"
variable "REPO" { default = "acme/api" }
variable "DIR" { default = "api" }
variable "TAG" {}
target "base" { context = DIR }
target "api" {
  inherits   = ["base"]
  dockerfile = "${DIR}.Dockerfile"
  target     = TAG
  tags       = ["ghcr.io/${REPO}:${TAG}", "${TAG}/x", equal("", TAG) ? "a" : "b"]
}
"#;
        assert_eq!(builds("docker-bake.hcl", text), ["api api/api.Dockerfile ? acme/api"]);
        let json = r#"{"variable": {"DIR": {"default": "api"}}, "target": {"api": {"context": "${DIR}", "tags": ["a/${DIR}"]}}}"#;
        assert_eq!(builds("docker-bake.json", json), ["api api/Dockerfile last a/api"]);
    }

    #[test]
    fn a_matrix_makes_several_builds() {
        let text = r#"
target "app" {
  name    = "app-${stage}"
  matrix  = { stage = ["web", "worker"], other = [missing] }
  context = "."
  target  = stage
  tags    = ["acme/${stage}:1", "acme/${other}"]
}
"#;
        assert_eq!(builds("docker-bake.hcl", text), [" Dockerfile web acme/web", " Dockerfile worker acme/worker"]);
    }
}
