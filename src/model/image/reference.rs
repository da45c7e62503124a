//! The grammar of image references.
//!
//! Facts: `distribution/reference`, `reference.go`, `normalize.go` and `regexp.go`.

use crate::wildcard;

/// A reference to an image: `[registry/]repository[:tag][@digest]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference<'t> {
    /// The registry with its port, if the reference names one.
    pub registry: Option<&'t str>,
    /// The repository without the registry, as written: `nginx`, `acme/api`.
    pub repository: &'t str,
    /// The tag.
    pub tag: Option<&'t str>,
    /// The digest with its algorithm.
    pub digest: Option<&'t str>,
}

/// The registry of references that name none.
const DOCKER_HUB: &str = "docker.io";

/// The organisations of Docker Hub that carry the official images for one architecture each
/// (<https://github.com/docker-library/official-images#architectures-other-than-amd64>, as of 2026-11).
const ARCHITECTURES: [&str; 10] =
    ["amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64", "s390x"];

/// The longest name, in bytes.
const LONGEST_NAME: usize = 255;

impl<'t> Reference<'t> {
    /// Reads a reference; `None` if the text is not one.
    pub fn parse(text: &'t str) -> Option<Self> {
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) => (rest, Some(digest)),
            None => (text, None),
        };
        let name_start = rest.rfind('/').map_or(0, |slash| slash + 1);
        let (name, tag) = match rest[name_start..].find(':') {
            Some(colon) => (&rest[..name_start + colon], Some(&rest[name_start + colon + 1..])),
            None => (rest, None),
        };
        Self::from_parts(None, name, tag, digest)
    }

    /// Puts a reference together from its parts; `None` if one of them is not what it should be. Without a registry of its own the
    /// repository may begin with one.
    pub fn from_parts(
        registry: Option<&'t str>,
        repository: &'t str,
        tag: Option<&'t str>,
        digest: Option<&'t str>,
    ) -> Option<Self> {
        let (registry, repository) = match registry {
            Some(registry) => (Some(registry), repository),
            None => split_registry(repository),
        };
        let is_valid = registry.is_none_or(is_registry)
            && repository.split('/').all(is_path_component)
            && tag.is_none_or(is_tag)
            && digest.is_none_or(is_digest)
            && registry.map_or(0, |registry| registry.len() + 1) + repository.len() <= LONGEST_NAME;
        is_valid.then_some(Self { registry, repository, tag, digest })
    }

    /// The registry that is meant.
    pub fn effective_registry(self) -> &'t str {
        match self.registry {
            None | Some("index.docker.io" | "registry-1.docker.io") => DOCKER_HUB,
            Some(registry) => registry,
        }
    }

    /// Registry and repository in full: `docker.io/library/nginx`.
    pub fn canonical_name(self) -> String {
        let registry = self.effective_registry();
        let library = if registry == DOCKER_HUB && !self.repository.contains('/') { "library/" } else { "" };
        format!("{registry}/{library}{}", self.repository)
    }

    /// The name of an official image of Docker Hub: `nginx` of `docker.io/library/nginx:1.27`.
    pub fn official(self) -> Option<&'t str> {
        let name = self.repository.strip_prefix("library/").unwrap_or(self.repository);
        (self.effective_registry() == DOCKER_HUB && !name.contains('/')).then_some(name)
    }

    /// The name of an official image of Docker Hub, also where another registry or one of the organisations for single architectures
    /// carries it: `alpine` of `arm64v8/alpine` and of `public.ecr.aws/docker/library/alpine`.
    pub fn library(self) -> Option<&'t str> {
        if let Some(official) = self.official() {
            return Some(official);
        }
        let (folder, name) = self.repository.rsplit_once('/').unwrap_or(("", self.repository));
        let is_copy = match self.effective_registry() {
            DOCKER_HUB => ARCHITECTURES.contains(&folder),
            "public.ecr.aws" => folder == "docker/library",
            "quay.io" => folder == "official-images",
            "mirror.gcr.io" => matches!(folder, "" | "library"),
            _ => false,
        };
        is_copy.then_some(name)
    }

    /// The last component of the repository.
    pub fn short_name(self) -> &'t str {
        self.repository.rsplit('/').next().unwrap_or(self.repository)
    }

    /// Whether it is within a pattern: a registry, or registry and repository in full, with `*` for any text.
    pub fn is_within(self, pattern: &str) -> bool {
        if pattern.contains('/') {
            wildcard::matches(pattern, &self.canonical_name())
        } else {
            wildcard::matches(pattern, self.effective_registry())
        }
    }

    /// How many bytes registry and repository take as written: where the tag goes.
    pub fn name_len(self) -> usize {
        self.registry.map_or(0, |registry| registry.len() + 1) + self.repository.len()
    }
}

/// Splits a registry off: the first component is one if it has a dot, a port or a capital letter, or is `localhost`.
fn split_registry(name: &str) -> (Option<&str>, &str) {
    match name.split_once('/') {
        Some((first, rest))
            if first.contains(['.', ':'])
                || first == "localhost"
                || first.bytes().any(|byte| byte.is_ascii_uppercase()) =>
        {
            (Some(first), rest)
        }
        _ => (None, name),
    }
}

/// A host name or address, with or without a port.
fn is_registry(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let is_address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).is_some_and(|address| {
        !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':')
    });
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (is_address || host.split('.').all(is_label))
        && port.is_none_or(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Lower-case letters and digits, with `.`, `_`, `__` or dashes between them.
fn is_path_component(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = text.as_bytes();
    let ends_well =
        bytes.first().is_some_and(|byte| is_letter(*byte)) && bytes.last().is_some_and(|byte| is_letter(*byte));
    let separators = bytes.split(|byte| is_letter(*byte)).filter(|separator| !separator.is_empty());
    ends_well
        && separators
            .into_iter()
            .all(|separator| matches!(separator, b"." | b"_" | b"__") || separator.iter().all(|byte| *byte == b'-'))
}

/// Up to 128 letters, digits, `_`, `.` and `-`, of which the last two cannot come first.
pub(super) fn is_tag(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.len() <= 128
        && text.bytes().next().is_some_and(is_word)
        && text.bytes().all(|byte| is_word(byte) || byte == b'.' || byte == b'-')
}

/// An algorithm and at least 32 hexadecimal digits.
fn is_digest(text: &str) -> bool {
    text.split_once(':').is_some_and(|(algorithm, digits)| {
        let is_component = |part: &str| {
            part.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        algorithm.split(['+', '.', '-', '_']).all(is_component)
            && digits.len() >= 32
            && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(Option<&str>, &str, Option<&str>, bool)> {
        Reference::parse(text).map(|r| (r.registry, r.repository, r.tag, r.digest.is_some()))
    }

    #[test]
    fn references_come_apart() {
        let digest = format!("alpine:3.20@sha256:{}", "0".repeat(64));
        assert_eq!(parts("nginx"), Some((None, "nginx", None, false)));
        assert_eq!(parts("acme/api:1.2"), Some((None, "acme/api", Some("1.2"), false)));
        assert_eq!(parts("registry:5000/img"), Some((Some("registry:5000"), "img", None, false)));
        assert_eq!(parts("localhost/a/b"), Some((Some("localhost"), "a/b", None, false)));
        assert_eq!(parts("[::1]:5000/a:b"), Some((Some("[::1]:5000"), "a", Some("b"), false)));
        assert_eq!(parts("Registry/a"), Some((Some("Registry"), "a", None, false)));
        assert_eq!(parts("a__b/c---d.e"), Some((None, "a__b/c---d.e", None, false)));
        assert_eq!(parts(&digest), Some((None, "alpine", Some("3.20"), true)));
    }

    #[test]
    fn what_is_no_reference_is_none() {
        for text in [
            "",
            "Nginx",
            "nginx:",
            "a:b:c",
            "-a",
            "a..b",
            "a//b",
            "a@sha256:12",
            "a b",
            "$X",
            "a:-b",
            "a.com/",
            "http://a/b",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_told_in_full() {
        let name = |text| Reference::parse(text).unwrap().canonical_name();
        assert_eq!(name("nginx"), "docker.io/library/nginx");
        assert_eq!(name("index.docker.io/acme/api:1"), "docker.io/acme/api");
        assert_eq!(name("ghcr.io/api"), "ghcr.io/api");
        assert_eq!(Reference::parse("docker.io/library/nginx:1").unwrap().official(), Some("nginx"));
        assert_eq!(Reference::parse("bitnami/nginx").unwrap().official(), None);
        assert_eq!(Reference::parse("ghcr.io/acme/api:1").unwrap().name_len(), 16);
    }
}
