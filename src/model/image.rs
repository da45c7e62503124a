//! Container images, wherever a file names one: `FROM`, `image:`, `container:`, `docker://`.

mod contents;
mod deprecated;
mod end_of_life;
mod official;
mod reference;
mod user;

pub use deprecated::Deprecated;
pub use end_of_life::Ended;
pub use reference::Reference;

use crate::diagnostic::Place;
use crate::source::Span;
use crate::tree::{Kind, Node};

/// What names an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImagePlace {
    /// `FROM` in a Dockerfile.
    From,
    /// `COPY --from` in a Dockerfile.
    CopyFrom,
    /// `RUN --mount=from=` in a Dockerfile.
    MountFrom,
    /// A service of a Compose file.
    Compose,
    /// A container of a Kubernetes object.
    Container,
    /// The values of a Helm chart.
    HelmValues,
    /// A job's container or service, or a `docker://` step, in GitHub Actions.
    Github,
    /// An image or service of a GitLab CI pipeline.
    Gitlab,
    /// An executor's image in `CircleCI`.
    CircleCi,
    /// A container of an Azure pipeline.
    AzurePipelines,
    /// An image or service of a Bitbucket pipeline.
    Bitbucket,
}

/// What is known of an image's reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Written<'t> {
    /// The whole reference.
    Whole(&'t str),
    /// Its parts, which stand in different places.
    Parts(Reference<'t>),
    /// Only the end: what comes before depends on something that the file does not tell.
    End(&'t str),
}

/// An image that a file names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Image<'t> {
    /// What names it.
    pub place: ImagePlace,
    /// Where it is named: the bytes that a person would edit.
    pub span: Span,
    /// The alias, overlay or call that brings it where it counts.
    pub via: Option<Span>,
    written: Written<'t>,
}

impl<'t> Image<'t> {
    /// An image with its whole reference, or `None` where that cannot be known.
    pub fn new(place: ImagePlace, text: Option<&'t str>, span: Span, via: Option<Span>) -> Self {
        Self { place, span, via, written: text.map_or(Written::End(""), Written::Whole) }
    }

    /// An image of which only the end of the reference is known, such as `/app:latest` of `${REGISTRY}/app:latest`.
    pub fn ending(place: ImagePlace, end: &'t str, span: Span, via: Option<Span>) -> Self {
        Self { place, span, via, written: Written::End(end) }
    }

    /// An image whose repository and tag stand in different places, as in the values of many charts. The place is the repository's
    /// or the tag's, whichever a person would edit.
    pub fn from_parts(
        place: ImagePlace,
        (registry, repository): (Option<&'t str>, &'t str),
        (tag, digest): (Option<&'t str>, Option<&'t str>),
        span: Span,
        via: Option<Span>,
    ) -> Self {
        let written = match Reference::from_parts(registry, repository, tag, digest) {
            Some(reference) => Written::Parts(reference),
            None => Written::End(""),
        };
        Self { place, span, via, written }
    }

    /// The image that a scalar names. Of an unknown value the end may still be known.
    pub fn of(place: ImagePlace, node: Node<'t>) -> Self {
        let written = match node.kind() {
            Kind::Unknown => Written::End(known_end(node.text())),
            _ => node.as_text().map_or(Written::End(""), Written::Whole),
        };
        Self { place, span: node.span(), via: node.via(), written }
    }

    /// The whole reference as it counts, without `docker://`, if it is known and stands in one place.
    pub fn text(self) -> Option<&'t str> {
        match self.written {
            Written::Whole(text) => Some(text.strip_prefix("docker://").unwrap_or(text)),
            Written::Parts(_) | Written::End(_) => None,
        }
    }

    /// The reference, if it is known and is one.
    pub fn reference(self) -> Option<Reference<'t>> {
        match self.written {
            Written::Whole(_) => Reference::parse(self.text()?),
            Written::Parts(reference) => Some(reference),
            Written::End(_) => None,
        }
    }

    /// The tag, if there surely is one and it is known; also where the rest is not.
    pub fn tag(self) -> Option<&'t str> {
        match self.written {
            Written::End(end) => {
                let name = end.split('@').next().unwrap_or_default();
                let (before, tag) = name.rsplit_once(':')?;
                let starts_known = before.contains('/') || before.is_empty();
                (starts_known && reference::is_tag(tag)).then_some(tag)
            }
            _ => self.reference()?.tag,
        }
    }

    /// Whether it surely names a digest.
    pub fn has_digest(self) -> bool {
        match self.written {
            Written::End(end) => end.contains('@'),
            _ => self.reference().is_some_and(|reference| reference.digest.is_some()),
        }
    }

    /// Whether it has a plain name that no official image of Docker Hub has, so it cannot be pulled: it is built locally or stands for
    /// a named context of the build.
    pub fn is_surely_local(self) -> bool {
        let official = self.reference().and_then(Reference::official);
        official.is_some_and(|name| !official::exists(name))
    }

    /// Whether it surely runs as root if nobody says otherwise: a system, a language or a web server that is known.
    pub fn is_surely_root(self) -> bool {
        self.reference().is_some_and(user::is_root)
    }

    /// Its name with the tag and without a digest, for messages: as it is written, if it is known as a whole.
    pub fn shown(self) -> String {
        match (self.text(), self.reference()) {
            (None, Some(reference)) => {
                let tag = reference.tag.map(|tag| format!(":{tag}")).unwrap_or_default();
                format!("{}{tag}", reference.canonical_name())
            }
            (text, _) => text.unwrap_or_default().split('@').next().unwrap_or_default().to_owned(),
        }
    }

    /// Whether it surely lacks one of the programs that many scripts use.
    pub fn surely_lacks(self, program: &str) -> bool {
        self.reference().is_some_and(|reference| contents::lacks(reference, program))
    }

    /// Whether it surely has `curl` or `wget`.
    pub fn surely_has(self, program: &str) -> bool {
        self.reference().is_some_and(|reference| contents::has(reference, program))
    }

    /// Whether it surely has no shell.
    pub fn surely_lacks_shell(self) -> bool {
        self.reference().is_some_and(contents::lacks_shell)
    }

    /// The releases in it that get no fixes any more: what it is an image of, and the distribution below.
    pub fn ended(self) -> Vec<Ended> {
        self.reference().map_or_else(Vec::new, end_of_life::ended)
    }

    /// The same variant of the release that is maintained longest, where one release in it has ended and it can be told: a tag.
    pub fn renewed_tag(self) -> Option<String> {
        end_of_life::renewed_tag(self.reference()?)
    }

    /// What became of it, if its publisher has given it up or moved it.
    pub fn deprecated(self) -> Option<Deprecated> {
        deprecated::find(self.reference()?)
    }

    /// What to call it in a message.
    pub fn noun(self) -> &'static str {
        if self.place == ImagePlace::From { "base image" } else { "image" }
    }
}

impl From<Image<'_>> for Place {
    fn from(image: Image<'_>) -> Self {
        Place { span: image.span, via: image.via }
    }
}

/// What comes after the last placeholder of a text in any of the usual notations: `${X}`, `$X`, `$(X)`, `{{ x }}`, `<x>`, `%X%`.
fn known_end(text: &str) -> &str {
    let after_mark = text.rfind(['}', ')', '>', '%']).map_or(0, |at| at + 1);
    let after_name = text.rfind('$').map_or(0, |at| {
        let name = text[at + 1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        at + 1 + name
    });
    &text[after_mark.max(after_name)..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    const SPAN: Span = Span { file: FileId(0), start: 0, end: 0 };

    #[test]
    fn the_tag_is_known_where_only_the_end_is() {
        let tag = |text| Image::ending(ImagePlace::From, known_end(text), SPAN, None).tag();
        assert_eq!(tag("${REGISTRY}/app:latest"), Some("latest"));
        assert_eq!(tag("$REGISTRY/app:latest"), Some("latest"));
        assert_eq!(tag("{{ .Values.image }}:1.2"), Some("1.2"));
        assert_eq!(tag("app:${TAG}"), None);
        assert_eq!(tag("app:$TAG-alpine"), None);
        assert_eq!(tag("${REGISTRY}/app"), None);
        assert_eq!(tag("${REGISTRY}5000:1/app"), None);
        assert_eq!(tag("${NAME}x:latest"), None);
        assert!(Image::ending(ImagePlace::From, "/app@sha256:0", SPAN, None).has_digest());
    }

    #[test]
    fn parts_are_as_good_as_a_whole() {
        let parts =
            Image::from_parts(ImagePlace::HelmValues, (Some("ghcr.io"), "acme/api"), (Some("1.2"), None), SPAN, None);
        let whole = Image::new(ImagePlace::Container, Some("ghcr.io/acme/api:1.2"), SPAN, None);
        assert_eq!(parts.reference(), whole.reference());
        let in_repository =
            Image::from_parts(ImagePlace::HelmValues, (None, "ghcr.io/acme/api"), (Some("1.2"), None), SPAN, None);
        assert_eq!(in_repository.reference(), whole.reference());
        assert_eq!(Image::new(ImagePlace::Github, Some("docker://alpine:3.20"), SPAN, None).tag(), Some("3.20"));
    }
}
