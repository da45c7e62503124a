//! Helm charts and their values, as far as they can be understood without rendering.

use crate::tree::{Kind, Node};

/// An image in a chart's values, put together by the templates from parts: `repository` and `tag`, with `registry` and `digest`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImageValue<'t> {
    node: Node<'t>,
    repository: Node<'t>,
    tag: Option<Node<'t>>,
}

/// The keys under which charts keep an image's name and, for each, those of its tag. `imageTag` beside `image` is how charts of
/// Helm 2's time do it.
const PARTS: [(&str, &str); 4] =
    [("repository", "tag"), ("image", "tag"), ("image", "imageTag"), ("imageName", "imageTag")];

/// The images of a values file.
pub fn image_values(root: Node<'_>) -> Vec<ImageValue<'_>> {
    let maps = root.tree().all().filter(|node| node.kind() == Kind::Map);
    maps.filter_map(ImageValue::new).collect()
}

impl<'t> ImageValue<'t> {
    fn new(node: Node<'t>) -> Option<Self> {
        PARTS.iter().find_map(|(name, tag)| {
            let repository = node.get(name).filter(|it| it.as_str().is_some_and(|text| !text.is_empty()))?;
            let tag = node.get(tag).filter(|it| it.is_scalar() && !it.is_null());
            (tag.is_some() || *name == "repository").then_some(Self { node, repository, tag })
        })
    }

    /// The map that holds the parts.
    pub fn node(self) -> Node<'t> {
        self.node
    }

    /// The name, perhaps without the registry.
    pub fn repository(self) -> Node<'t> {
        self.repository
    }

    /// The tag, if it is written and not empty; without one the templates have their own say, mostly the chart's `appVersion`.
    pub fn tag(self) -> Option<Node<'t>> {
        self.tag.filter(|tag| !tag.text().is_empty())
    }

    /// The registry, if it is given apart and not empty.
    pub fn registry(self) -> Option<Node<'t>> {
        self.part("registry")
    }

    /// The digest, if it is given and not empty.
    pub fn digest(self) -> Option<Node<'t>> {
        self.part("digest").or_else(|| self.part("sha"))
    }

    fn part(self, key: &str) -> Option<Node<'t>> {
        self.node.get(key).filter(|it| it.is_scalar() && !it.is_null() && !it.text().is_empty())
    }

    /// The reference that the parts make, if all of them are known and the tag is written.
    pub fn reference(self) -> Option<String> {
        let registry = match self.registry() {
            Some(registry) => format!("{}/", registry.as_text()?),
            None => String::new(),
        };
        let digest = match self.digest() {
            Some(digest) => format!("@{}", digest.as_text()?),
            None => String::new(),
        };
        Some(format!("{registry}{}:{}{digest}", self.repository.as_text()?, self.tag()?.as_text()?))
    }
}
