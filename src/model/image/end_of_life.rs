//! Which releases in images get no fixes any more.
//!
//! The dates are those of the projects themselves, whose pages the tables name, as <https://endoflife.date> had collected them on
//! 2026-08-22. A date that was only estimated is left out.

mod databases;
mod distributions;
mod runtimes;
mod servers;

use super::Reference;

/// The day that the dates are compared with: what ends later counts as supported, whatever the day of the run is, so that the same
/// files always give the same report.
const AS_OF: &str = "2026-11-22";

/// Something that is released in numbered series, each of which is maintained up to a day.
struct Product {
    name: &'static str,
    /// What tags of images made from it say before the number: `alpine` of `3.8-alpine3.16`. Only distributions have one.
    word: &'static str,
    /// Official images by their names, others by their names in full.
    repositories: &'static [&'static str],
    /// Number, code name and last day; the last is empty if it is not announced.
    releases: &'static [(&'static str, &'static str, &'static str)],
}

/// A release that has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ended {
    /// What it is a release of: `Debian`.
    pub product: &'static str,
    /// Its number.
    pub version: &'static str,
    /// Its code name, or nothing.
    pub codename: &'static str,
    /// Its last day, as year, month and day: `2024-06-30`.
    pub ended: &'static str,
    /// The number and last day of the release of the same product that is maintained longest; the day is empty if it is not announced.
    pub successor: Option<(&'static str, &'static str)>,
}

/// Images by others whose tags name the distribution that they are made from.
const COMPOSED: [&str; 5] = [
    "docker.io/nvidia/cuda",
    "mcr.microsoft.com/devcontainers/",
    "mcr.microsoft.com/vscode/devcontainers/",
    "mcr.microsoft.com/dotnet/",
    "gcr.io/distroless/",
];

fn products() -> impl Iterator<Item = &'static Product> {
    let system = distributions::DISTRIBUTIONS.iter().chain(&runtimes::RUNTIMES);
    system.chain(&databases::DATABASES).chain(&servers::SERVERS)
}

/// The releases in an image that have ended: what it is an image of, and the distribution below.
pub(super) fn ended(image: Reference<'_>) -> Vec<Ended> {
    let Some(tag) = image.tag else { return Vec::new() };
    let official = image.library();
    let name = image.canonical_name();
    let mut found = Vec::new();
    let own =
        products().find(|product| product.repositories.iter().any(|it| official == Some(it) || *it == name.as_str()));
    if let Some(product) = own {
        let first = tag.split('-').next().unwrap_or_default();
        found.extend(product.release(first).and_then(|release| product.ended(release)));
    }
    let names_distribution = official.is_some() || COMPOSED.iter().any(|known| name.starts_with(known));
    if names_distribution && own.is_none_or(|product| product.word.is_empty()) {
        // Releases of ROS have names of their own, and `lunar` is one of Ubuntu's, too. Distroless says it in the name of the repository.
        let words =
            tag.split('-').skip(usize::from(official == Some("ros"))).chain(image.short_name().split('-').skip(1));
        let mut words = words.filter(|word| !word.is_empty());
        found.extend(
            words
                .find_map(|word| {
                    distributions::DISTRIBUTIONS.iter().find_map(|product| {
                        let release = product.release_of_word(word)?;
                        Some(product.ended(release))
                    })
                })
                .flatten(),
        );
    }
    found
}

/// Words of tags that say what variant it is, whatever the release.
const VARIANTS: [&str; 9] = ["alpine", "apache", "cli", "fpm", "jdk", "jre", "slim", "zts", "minimal"];

/// The tag of the release that is maintained longest in place of one that has ended, in the same style and for the same variant. Only for
/// distributions and languages: databases and servers have data and settings that a newer release may not take.
pub(super) fn renewed_tag(image: Reference<'_>) -> Option<String> {
    let ended = ended(image);
    let ([ended], Some(tag), None) = (ended.as_slice(), image.tag, image.digest) else { return None };
    let mut all = distributions::DISTRIBUTIONS.iter().chain(&runtimes::RUNTIMES);
    let product = all.find(|product| product.name == ended.product)?;
    let name = image.canonical_name();
    let is_own = product.repositories.iter().any(|it| image.library() == Some(it) || *it == name.as_str());
    let (version, _) = ended.successor?;
    let release = product.releases.iter().find(|release| release.0 == version)?;
    let (first, variant) = tag.split_once('-').unwrap_or((tag, ""));
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let new = if first == ended.codename { release.1 } else { version };
    let is_same_style = !new.is_empty() && is_number(first) == is_number(new);
    let is_variant = variant.is_empty() || variant.split('-').all(|word| VARIANTS.contains(&word));
    let rest = &tag[first.len()..];
    (is_own && is_same_style && is_variant).then(|| format!("{new}{rest}"))
}

type Release = (&'static str, &'static str, &'static str);

impl Product {
    /// The release that the first word of a tag names: by its code name, its number or a longer one, or by the beginning of its
    /// number, which stands for the newest of those.
    fn release(&self, word: &str) -> Option<Release> {
        let named =
            |release: &&Release| release.0.eq_ignore_ascii_case(word) || !release.1.is_empty() && release.1 == word;
        if let Some(release) = self.releases.iter().find(named) {
            return Some(*release);
        }
        let word = word.strip_prefix('v').unwrap_or(word);
        let end = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
        let version = word[..end].trim_end_matches('.');
        if version.is_empty() {
            return None;
        }
        if let Some(release) = self.releases.iter().find(|release| is_of(version, release.0)) {
            return Some(*release);
        }
        let series = self.releases.iter().filter(|release| is_of(release.0, version));
        series.max_by_key(|release| if release.2.is_empty() { "9999" } else { release.2 }).copied()
    }

    /// The release that a word of the tag of another image names: `bullseye`, `alpine3.16`.
    fn release_of_word(&self, word: &str) -> Option<Release> {
        if self.word.is_empty() {
            return None;
        }
        let number = word.strip_prefix(self.word);
        let fits = |release: &&Release| number == Some(release.0) || !release.1.is_empty() && release.1 == word;
        self.releases.iter().find(fits).copied()
    }

    fn ended(&self, (version, codename, ended): Release) -> Option<Ended> {
        if ended.is_empty() || ended > AS_OF {
            return None;
        }
        let supported = self.releases.iter().filter(|release| release.2 > AS_OF);
        // Without a date that is announced the newest one, which comes first, is it.
        let successor = supported.max_by_key(|release| release.2).or(self.releases.iter().find(|it| it.2.is_empty()));
        let successor = successor.map(|release| (release.0, release.2));
        Some(Ended { product: self.name, version, codename, ended, successor })
    }
}

/// Whether a number is that of a series, or one within it: `3.8.10` is of `3.8`, and `3.80` is not.
fn is_of(version: &str, series: &str) -> bool {
    version.strip_prefix(series).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(image: &str) -> Vec<String> {
        let found = ended(Reference::parse(image).unwrap());
        found.iter().map(|it| format!("{} {}", it.product, it.version)).collect()
    }

    #[test]
    fn every_date_is_one() {
        for product in products() {
            assert!(!product.releases.is_empty(), "{}", product.name);
            for (version, _, ended) in product.releases {
                let is_date = ended.len() == 10 && ended.bytes().filter(|byte| *byte == b'-').count() == 2;
                assert!(ended.is_empty() || is_date, "{} {version}", product.name);
            }
        }
    }

    #[test]
    fn the_image_and_what_it_is_made_from_are_judged() {
        for (image, expected) in [
            ("python:3.8-slim-bullseye", vec!["Python 3.8", "Debian 11"]),
            ("python:3.8.19", vec!["Python 3.8"]),
            ("python:2-alpine", vec!["Python 2.7"]),
            ("node:18-alpine3.16", vec!["Node.js 18", "Alpine 3.16"]),
            ("node:gallium", vec!["Node.js 16"]),
            ("ros:lunar-ros-base-stretch", vec!["Debian 9"]),
            ("docker.io/library/debian:buster-20220101-slim", vec!["Debian 10"]),
            ("mirror.gcr.io/library/ubuntu:18.04", vec!["Ubuntu 18.04"]),
            ("arm64v8/alpine:3.12.1", vec!["Alpine 3.12"]),
            ("eclipse-temurin:16.0.1_9-jre-focal", vec!["Java 16", "Ubuntu 20.04"]),
            ("mcr.microsoft.com/dotnet/sdk:6.0-bullseye-slim", vec![".NET 6.0", "Debian 11"]),
            ("gcr.io/distroless/base-debian10:nonroot", vec!["Debian 10"]),
            ("nvidia/cuda:11.0-base-ubuntu18.04", vec!["Ubuntu 18.04"]),
            ("postgis/postgis:9.6-3.1", vec!["PostgreSQL 9.6"]),
            ("quay.io/centos/centos:stream8", vec!["CentOS stream8"]),
            ("mcr.microsoft.com/windows/servercore:20H2", vec!["Windows Server 20H2"]),
        ] {
            assert_eq!(names(image), expected, "{image}");
        }
    }

    #[test]
    fn a_newer_release_of_the_same_variant_is_named() {
        let renewed = |image: &str| renewed_tag(Reference::parse(image).unwrap());
        for (image, expected) in [
            ("debian:buster-slim", "trixie-slim"),
            ("debian:10.3", "13"),
            ("python:3.8.19-slim", "3.14-slim"),
            ("node:16-alpine", "26-alpine"),
            ("eclipse-temurin:16.0.1_9-jre", "25-jre"),
        ] {
            assert_eq!(renewed(image).as_deref(), Some(expected), "{image}");
        }
        for image in [
            "python:3.13-slim",
            "python:3.8-slim-bullseye",
            "node:gallium",
            "node:18-alpine3.16",
            "postgres:12",
            "mcr.microsoft.com/windows/servercore:20H2",
            "debian:buster-20220101",
        ] {
            assert_eq!(renewed(image), None, "{image}");
        }
    }

    #[test]
    fn what_is_maintained_or_not_known_is_left_alone() {
        for image in [
            "python:3",
            "python:3.13-slim-bookworm",
            "python:3.80",
            "python",
            "node:lts",
            "alpine:3",
            "alpine:edge",
            "nginx:1",
            "redis:8",
            "golang:1-alpine",
            "ubuntu:24.04",
            "debian:stable-slim",
            "mcr.microsoft.com/windows/servercore:1809",
            "ghcr.io/acme/python:2.7-buster",
            "mcr.microsoft.com/dotnet/framework/sdk:3.5",
            "elasticsearch:8.6.0",
        ] {
            assert_eq!(names(image), Vec::<String>::new(), "{image}");
        }
    }
}
