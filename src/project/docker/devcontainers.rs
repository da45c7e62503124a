//! The builds of containers to develop in.
//!
//! Facts: <https://containers.dev/implementors/json_reference/#image-specific> (paths are relative to the file; the context is its folder
//! unless it says otherwise).

use super::build::{Build, Builder, Given, Named, Target};
use crate::diagnostic::Place;
use crate::kind::FileKind;
use crate::model::devcontainer::{DevContainer, literal};
use crate::syntax::{Document, Syntax};

/// The build that a `devcontainer.json` asks for.
pub(super) fn of_document(document: &Document<'_>) -> Option<Build> {
    let Syntax::Tree(tree) = &document.syntax else { return None };
    let root = tree.root().filter(|root| document.kind == FileKind::DevContainer && root.is_map())?;
    let container = DevContainer { root };
    let folder = Named::Path(container.folder().to_owned());
    let dockerfile = container.build("dockerfile")?;
    let context = match container.build("context") {
        Some(node) => literal(node).map_or(Named::Unknown, |path| Named::context(container.folder(), path)),
        None => folder.clone(),
    };
    let target = match container.build("target") {
        Some(node) => literal(node).map_or(Target::Unknown, |name| Target::Stage(name.to_owned(), Place::from(node))),
        None => Target::Last,
    };
    let is_known = !container.prepares();
    Some(Build {
        by: Builder::DevContainer,
        title: "the development container".to_owned(),
        place: Place::from(dockerfile),
        context_place: container.build("context").map(Place::from),
        dockerfile_place: Some(Place::from(dockerfile)),
        dockerfile: literal(dockerfile).filter(|_| is_known).map_or(Named::Unknown, |path| folder.file(path)),
        file: None,
        target,
        // `options` may give any of the builder's.
        args: Given { is_open: true, ..Given::of_node(container.build("args")) },
        contexts: Given::unknown(),
        secrets: Given::unknown(),
        platforms: Vec::new(),
        images: Vec::new(),
        context,
    })
}
