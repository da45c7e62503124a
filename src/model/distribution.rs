//! The distribution of Linux that an image is made from, as far as its name tells surely.
//!
//! Facts: the Dockerfiles of the official images (<https://github.com/docker-library/official-images>, `library/`), of .NET
//! (<https://github.com/dotnet/dotnet-docker>), of the Universal Base Images of Red Hat and of distroless, as of 2026-11.

use super::image::Reference;

/// A family of distributions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Distribution {
    /// Debian and Ubuntu: apt, and dash as `sh`.
    Debian,
    /// Alpine: apk and `BusyBox`.
    Alpine,
    /// Fedora, Red Hat and what is made from them: dnf or yum, and bash as `sh`.
    RedHat,
    /// SUSE: zypper.
    Suse,
    /// Arch: pacman.
    Arch,
}

/// Official images that are made from Debian or Ubuntu unless their tag says otherwise.
const DEBIAN: [&str; 32] = [
    "buildpack-deps",
    "debian",
    "dart",
    "drupal",
    "eclipse-temurin",
    "elixir",
    "erlang",
    "gcc",
    "golang",
    "haskell",
    "httpd",
    "julia",
    "mariadb",
    "memcached",
    "mongo",
    "nginx",
    "node",
    "perl",
    "php",
    "postgres",
    "pypy",
    "python",
    "r-base",
    "rabbitmq",
    "redis",
    "ruby",
    "rust",
    "solr",
    "swift",
    "tomcat",
    "ubuntu",
    "wordpress",
];

/// Official images of the Red Hat family.
const RED_HAT: [&str; 6] = ["almalinux", "amazonlinux", "centos", "fedora", "oraclelinux", "rockylinux"];

/// Words in tags that say that an image is made from something that is not judged here.
const OTHER: [&str; 14] = [
    "amazon",
    "azurelinux",
    "busybox",
    "centos",
    "chiseled",
    "corretto",
    "distroless",
    "fedora",
    "mariner",
    "nanoserver",
    "oracle",
    "rocky",
    "ubi",
    "windows",
];

/// The distribution that an image is made from, if its name surely tells.
pub fn of(image: Reference<'_>) -> Option<Distribution> {
    let tag = image.tag.unwrap_or_default();
    let name = image.canonical_name();
    let Some(official) = image.official() else { return of_other(&name, tag) };
    match official {
        "alpine" => Some(Distribution::Alpine),
        "archlinux" => Some(Distribution::Arch),
        _ if RED_HAT.contains(&official) => Some(Distribution::RedHat),
        _ if DEBIAN.contains(&official) => by_tag(tag),
        _ => None,
    }
}

/// Whether an image is one of Debian or Ubuntu that surely has no `apt-key`: apt lost it before Debian 13 and Ubuntu 25.04
/// (<https://manpages.debian.org/bookworm/apt/apt-key.8.en.html>).
pub fn lacks_apt_key(image: Reference<'_>) -> bool {
    let tag = image.tag.unwrap_or_default();
    let version: Option<u32> = tag.split(['-', '.']).next().and_then(|number| number.parse().ok());
    match image.official() {
        Some("debian") => tag.starts_with("trixie") || version.is_some_and(|version| version >= 13),
        Some("ubuntu") => version.is_some_and(|version| version >= 25),
        _ => false,
    }
}

/// Alpine or Debian, where both are to be had.
fn by_tag(tag: &str) -> Option<Distribution> {
    if tag.split('-').any(|word| word.starts_with("alpine")) {
        return Some(Distribution::Alpine);
    }
    let is_other = OTHER.iter().any(|other| tag.contains(other)) || tag.split('-').any(|word| word.starts_with("al2"));
    (!is_other).then_some(Distribution::Debian)
}

fn of_other(name: &str, tag: &str) -> Option<Distribution> {
    // The images of the .NET Framework are for Windows, whatever their tags say.
    if name.starts_with("mcr.microsoft.com/dotnet/") && !name.starts_with("mcr.microsoft.com/dotnet/framework/") {
        return by_tag(tag);
    }
    let is_red_hat = ["registry.access.redhat.com/ubi", "registry.redhat.io/ubi", "quay.io/centos/centos"];
    if is_red_hat.iter().any(|start| name.starts_with(start)) {
        return Some(Distribution::RedHat);
    }
    let is_suse = ["docker.io/opensuse/", "registry.opensuse.org/opensuse/", "registry.suse.com/bci/"];
    is_suse.iter().any(|start| name.starts_with(start)).then_some(Distribution::Suse)
}

impl Distribution {
    /// Whether its `sh` is dash, which knows nothing beyond POSIX but `local`.
    pub fn has_dash(self) -> bool {
        self == Self::Debian
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_tell_the_distribution() {
        let of = |text| Reference::parse(text).and_then(of);
        for (image, distribution) in [
            ("debian:13-slim", Some(Distribution::Debian)),
            ("node:22", Some(Distribution::Debian)),
            ("node:22-alpine3.20", Some(Distribution::Alpine)),
            ("alpine", Some(Distribution::Alpine)),
            ("eclipse-temurin:21-ubi9-minimal", None),
            ("swift:6.0-amazonlinux2", None),
            ("mcr.microsoft.com/dotnet/sdk:9.0-alpine", Some(Distribution::Alpine)),
            ("mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled", None),
            ("mcr.microsoft.com/dotnet/framework/aspnet:4.8", None),
            ("registry.access.redhat.com/ubi9/ubi-minimal:9.4", Some(Distribution::RedHat)),
            ("rockylinux:9", Some(Distribution::RedHat)),
            ("ghcr.io/acme/debian:12", None),
            ("mysql:8", None),
        ] {
            assert_eq!(of(image), distribution, "{image}");
        }
    }
}
