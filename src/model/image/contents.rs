//! Which everyday programs well-known images lack.
//!
//! Facts: the Dockerfiles of <https://github.com/docker-library> (python, ruby, golang), of
//! <https://github.com/nodejs/docker-node> and <https://github.com/dotnet/dotnet-docker>, and the notes on shells in
//! <https://github.com/GoogleContainerTools/distroless> and <https://github.com/dotnet/dotnet-docker/blob/main/documentation/distroless.md>, all as of
//! August 2026. Releases that were not maintained then may differ, and are not judged.

use super::Reference;

/// Programs whose absence is known; of others nothing is said.
const TOOLS: [&str; 10] = ["bash", "curl", "gcc", "git", "make", "nc", "python3", "sudo", "unzip", "wget"];

/// What Debian and Ubuntu lack, of those.
const DEBIAN: &[&str] = &["curl", "gcc", "git", "make", "nc", "python3", "sudo", "unzip", "wget"];

/// What Alpine lacks; its `BusyBox` brings the others.
const ALPINE: &[&str] = &["bash", "curl", "gcc", "git", "make", "python3", "sudo"];

/// An image of a language. Without `slim` or `alpine` in the tag it is made from `buildpack-deps`, which has nearly everything.
struct Language {
    name: &'static str,
    /// The first release that is judged.
    first: (u32, u32),
    /// What the `slim` variant lacks.
    slim: &'static [&'static str],
    /// What the variant on Alpine lacks.
    alpine: &'static [&'static str],
}

const LANGUAGES: [Language; 4] = [
    Language { name: "golang", first: (1, 20), slim: &[], alpine: ALPINE },
    Language { name: "node", first: (20, 0), slim: DEBIAN, alpine: ALPINE },
    Language {
        name: "python",
        first: (3, 10),
        slim: &["curl", "gcc", "git", "make", "nc", "sudo", "unzip", "wget"],
        alpine: &["bash", "curl", "gcc", "git", "make", "sudo"],
    },
    Language {
        name: "ruby",
        first: (3, 2),
        slim: &["curl", "git", "nc", "python3", "sudo", "unzip", "wget"],
        alpine: &["bash", "curl", "git", "python3", "sudo"],
    },
];

/// Whether an image surely lacks a program.
pub(super) fn lacks(image: Reference<'_>, program: &str) -> bool {
    TOOLS.contains(&program) && (lacks_shell(image) || missing(image).contains(&program))
}

/// What an image surely lacks.
fn missing(image: Reference<'_>) -> &'static [&'static str] {
    let tag = image.tag.unwrap_or_default();
    let has = |start: &str| tag.split('-').any(|word| word.starts_with(start));
    if let Some(name) = image.library() {
        let Some(language) = LANGUAGES.iter().find(|language| language.name == name) else {
            return match name {
                "debian" | "ubuntu" => DEBIAN,
                "alpine" => ALPINE,
                _ => &[],
            };
        };
        return match () {
            () if release(tag).is_some_and(|release| release < language.first) || has("windows") => &[],
            () if has("alpine") => language.alpine,
            () if has("slim") => language.slim,
            () => &[],
        };
    }
    let name = image.canonical_name();
    let is_runtime = ["aspnet", "runtime", "runtime-deps"]
        .iter()
        .any(|it| name.strip_prefix("mcr.microsoft.com/dotnet/").is_some_and(|rest| rest == *it));
    let is_other = ["azurelinux", "cbl", "nanoserver", "windows"].iter().any(|word| tag.contains(word));
    match is_runtime && release(tag).is_some_and(|release| release >= (8, 0)) && !is_other {
        true if has("alpine") => ALPINE,
        true => DEBIAN,
        false => &[],
    }
}

/// Whether an image surely has no shell.
pub(super) fn lacks_shell(image: Reference<'_>) -> bool {
    let name = image.canonical_name();
    let tag = image.tag.unwrap_or_default();
    if image.tag.is_none() && image.digest.is_some() {
        return false;
    }
    if name.starts_with("gcr.io/distroless/") {
        return !tag.contains("debug");
    }
    if name.starts_with("mcr.microsoft.com/dotnet/") {
        return ["chiseled", "distroless"].iter().any(|word| tag.contains(word));
    }
    let bare = ["static", "glibc-dynamic"];
    bare.iter().any(|it| name == format!("cgr.dev/chainguard/{it}")) && !tag.contains("dev")
}

/// The first two numbers of a tag.
fn release(tag: &str) -> Option<(u32, u32)> {
    let end = tag.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(tag.len());
    let mut numbers = tag[..end].split('.');
    let first = numbers.next()?.parse().ok()?;
    // A lone number is that of the newest release of it.
    Some((first, numbers.next().map_or(u32::MAX, |number| number.parse().unwrap_or(u32::MAX))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(image: &str, program: &str) -> (bool, bool) {
        let image = Reference::parse(image).unwrap();
        (lacks(image, program), lacks_shell(image))
    }

    #[test]
    fn what_is_missing_is_known() {
        for (image, program) in [
            ("alpine:3.22", "curl"),
            ("node:22-alpine", "bash"),
            ("node:lts-slim", "curl"),
            ("python:3.13-slim-bookworm", "wget"),
            ("golang:1.26-alpine3.23", "git"),
            ("amd64/debian:13", "git"),
            ("mcr.microsoft.com/dotnet/aspnet:8.0", "curl"),
            ("gcr.io/distroless/static-debian12:nonroot", "wget"),
        ] {
            assert!(both(image, program).0, "{image} {program}");
        }
    }

    #[test]
    fn what_is_there_or_may_be_is_not() {
        for (image, program) in [
            ("alpine:3.22", "wget"),
            ("node:22", "curl"),
            ("node:8-slim", "curl"),
            ("python:3", "git"),
            ("python:3.13-slim", "python3"),
            ("golang:1.26", "git"),
            ("php:8.4-alpine", "curl"),
            ("ubuntu:24.04", "bash"),
            ("alpine:3.22", "jq"),
            ("mcr.microsoft.com/dotnet/sdk:8.0", "curl"),
            ("gcr.io/distroless/static:debug-nonroot", "wget"),
            ("ghcr.io/acme/alpine:3", "curl"),
        ] {
            assert!(!both(image, program).0, "{image} {program}");
        }
    }

    #[test]
    fn images_without_a_shell_are_known() {
        assert!(both("gcr.io/distroless/base-debian12", "sh").1);
        assert!(both("mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled-extra", "sh").1);
        assert!(both("cgr.dev/chainguard/static:latest", "sh").1);
        for image in ["gcr.io/distroless/base:debug", "cgr.dev/chainguard/static:latest-dev", "alpine", "busybox"] {
            assert!(!both(image, "sh").1, "{image}");
        }
    }
}
