//! Helm charts and their values, as far as they can be understood without rendering.

use crate::diagnostic::Place;
use crate::model::image::{Image, ImagePlace};
use crate::tree::{Kind, Node, Tree};

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
pub fn image_values<'t>(tree: &'t Tree<'_>) -> Vec<ImageValue<'t>> {
    let maps = tree.all().filter(|node| node.kind() == Kind::Map);
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

    /// The image, where its tag is written; without one the templates have their own say. It is reported at the tag.
    pub fn image(self) -> Option<Image<'t>> {
        let tag = self.tag()?;
        let place = Place::from(tag);
        let known = |part: Option<Node<'t>>| part.map_or(Some(None), |part| part.as_text().map(Some));
        let parts = || {
            let name = (known(self.registry())?, self.repository.as_text()?);
            Some((name, (Some(tag.as_text()?), known(self.digest())?)))
        };
        let image = match parts() {
            Some((name, version)) => Image::from_parts(ImagePlace::HelmValues, name, version, place.span, place.via),
            None => Image::new(ImagePlace::HelmValues, None, place.span, place.via),
        };
        Some(image)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::FileKind;
    use crate::source::{FileId, Files, SourceFile};
    use crate::syntax::placeholders::Placeholders;
    use crate::syntax::yaml;

    #[test]
    fn images_are_put_together_from_their_parts() {
        let text = "
api:
  image: {registry: ghcr.io, repository: acme/api, tag: 1.4.2}
worker:
  image: {repository: acme/worker, tag: \"\"}
proxy:
  image: envoy
  imageTag: latest
cache:
  repository: '${REGISTRY}/cache'
  tag: latest
chart:
  repository: https://charts.acme.example
";
        let files = Files::new(vec![SourceFile::new("values.yaml", FileKind::HelmValues, text)], Vec::new());
        let options = yaml::Options { dialect: yaml::Dialect::Yaml11, placeholders: Placeholders::Kubernetes };
        let (tree, _) = yaml::parse(&files, FileId(0), options);
        let mut images: Vec<Image<'_>> = image_values(&tree).into_iter().filter_map(ImageValue::image).collect();
        images.sort_by_key(|image| image.span);
        let found: Vec<_> = images.iter().map(|image| (image.tag(), files.text(image.span))).collect();
        assert_eq!(found, [(Some("1.4.2"), "1.4.2"), (Some("latest"), "latest")]);
        let reference = images[0].reference().expect("a reference");
        assert_eq!((reference.registry, reference.repository), (Some("ghcr.io"), "acme/api"));
    }
}
