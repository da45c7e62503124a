//! Which everyday programs well-known images lack.
//!
//! Facts: the Dockerfiles of <https://github.com/docker-library> (python, ruby, golang), of
//! <https://github.com/nodejs/docker-node>, <https://github.com/dotnet/dotnet-docker>, <https://github.com/caddyserver/caddy-docker>,
//! <https://github.com/traefik/traefik-library-image> and of Prometheus, which is made from
//! <https://github.com/prometheus/busybox>; <https://www.keycloak.org/server/containers> for Keycloak; and the notes on shells in
//! <https://github.com/GoogleContainerTools/distroless> and <https://github.com/dotnet/dotnet-docker/blob/main/documentation/distroless.md>, all as of
//! August 2026. Releases that were not maintained then may differ, and are not judged.

use super::Reference;

/// Programs whose absence is known; of others nothing is said.
const TOOLS: [&str; 14] = [
    "bash",
    "curl",
    "gcc",
    "git",
    "make",
    "mongosh",
    "mysqladmin",
    "nc",
    "pg_isready",
    "python3",
    "redis-cli",
    "sudo",
    "unzip",
    "wget",
];

/// Clients of databases, which no image of a system or language has.
const CLIENTS: [&str; 4] = ["mongosh", "mysqladmin", "pg_isready", "redis-cli"];

/// What Debian and Ubuntu lack, of those.
const DEBIAN: &[&str] = &["curl", "gcc", "git", "make", "nc", "python3", "sudo", "unzip", "wget"];

/// What Alpine lacks; its `BusyBox` brings the others.
const ALPINE: &[&str] = &["bash", "curl", "gcc", "git", "make", "python3", "sudo"];

/// What the images of the Red Hat family lack, as far as it is the same in all; `curl` comes with the package manager.
const RED_HAT: &[&str] = &["wget"];

/// What Keycloak lacks: a Java runtime and a shell are all there is.
const KEYCLOAK: &[&str] = &["curl", "git", "nc", "wget"];

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

/// Images of the Prometheus project: one program on top of `BusyBox`.
const PROMETHEUS: [&str; 6] = [
    "docker.io/prom/alertmanager",
    "docker.io/prom/blackbox-exporter",
    "docker.io/prom/node-exporter",
    "docker.io/prom/prometheus",
    "docker.io/prom/pushgateway",
    "quay.io/prometheus/prometheus",
];

/// Whether an image surely lacks a program.
pub(super) fn lacks(image: Reference<'_>, program: &str) -> bool {
    let missing = missing(image);
    let is_missing = missing.contains(&program) || !missing.is_empty() && CLIENTS.contains(&program);
    TOOLS.contains(&program) && (lacks_shell(image) || is_missing)
}

/// Whether an image surely has `curl` or `wget`: it is one that lacks the other and not this.
pub(super) fn has(image: Reference<'_>, program: &str) -> bool {
    let missing = missing(image);
    let lacks = |other| missing.contains(&other);
    match program {
        "curl" => lacks("wget") && !lacks("curl"),
        "wget" => lacks("curl") && !lacks("wget"),
        _ => false,
    }
}

/// What an image surely lacks.
fn missing(image: Reference<'_>) -> &'static [&'static str] {
    let tag = image.tag.unwrap_or_default();
    let has = |start: &str| tag.split('-').any(|word| word.starts_with(start));
    if let Some(name) = image.library() {
        let Some(language) = LANGUAGES.iter().find(|language| language.name == name) else {
            return match name {
                "debian" | "ubuntu" => DEBIAN,
                "alpine" | "busybox" => ALPINE,
                "caddy" if !has("windows") && has_major(tag, 2) => ALPINE,
                "traefik" if !has("windows") && has_major(tag.trim_start_matches('v'), 3) => ALPINE,
                "almalinux" | "amazonlinux" | "fedora" | "rockylinux" if !has("minimal") => RED_HAT,
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
    if PROMETHEUS.contains(&name.as_str()) && !tag.contains("distroless") {
        return ALPINE;
    }
    if name == "quay.io/keycloak/keycloak" && release(tag).is_some_and(|release| release >= (22, 0)) {
        return KEYCLOAK;
    }
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

/// Whether a tag is of this release.
fn has_major(tag: &str, major: u32) -> bool {
    release(tag).is_some_and(|release| release.0 == major)
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
            ("prom/prometheus:v3.5.0", "curl"),
            ("traefik:v3.5", "curl"),
            ("quay.io/keycloak/keycloak:26.3", "curl"),
            ("amazonlinux:2023", "wget"),
            ("node:22-alpine", "pg_isready"),
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
            ("traefik:1.7", "curl"),
            ("rockylinux:9-minimal", "wget"),
            ("postgres:17-alpine", "pg_isready"),
            ("node:22", "pg_isready"),
        ] {
            assert!(!both(image, program).0, "{image} {program}");
        }
    }

    #[test]
    fn one_of_curl_and_wget_is_there() {
        let has = |image, program| super::has(Reference::parse(image).unwrap(), program);
        assert!(has("node:22-alpine", "wget") && has("fedora:43", "curl"));
        for image in ["node:22", "node:22-slim", "quay.io/keycloak/keycloak:26.3", "nginx:alpine"] {
            assert!(!has(image, "wget") && !has(image, "curl"), "{image}");
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
