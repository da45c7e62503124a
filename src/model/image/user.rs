//! As which user well-known images run.
//!
//! Facts: the images' own Dockerfiles (<https://github.com/docker-library>, <https://github.com/GoogleContainerTools/distroless>,
//! <https://github.com/dotnet/dotnet-docker>, <https://github.com/oven-sh/bun>, <https://github.com/denoland/deno_docker>), as of
//! August 2026.

use super::Reference;

/// Official images that run as root and whose start does not change that: systems, languages, web servers. Databases and the like,
/// whose start drops the privileges by itself, are not among them.
const ROOT: [&str; 57] = [
    "almalinux",
    "alpine",
    "amazoncorretto",
    "amazonlinux",
    "archlinux",
    "azul-zulu",
    "bash",
    "buildpack-deps",
    "busybox",
    "caddy",
    "centos",
    "clojure",
    "composer",
    "dart",
    "debian",
    "docker",
    "eclipse-temurin",
    "elixir",
    "erlang",
    "fedora",
    "gcc",
    "golang",
    "gradle",
    "haskell",
    "httpd",
    "ibm-semeru-runtimes",
    "ibmjava",
    "jruby",
    "julia",
    "maven",
    "mono",
    "nginx",
    "nim",
    "node",
    "openjdk",
    "oraclelinux",
    "perl",
    "photon",
    "php",
    "pypy",
    "python",
    "r-base",
    "rakudo-star",
    "rockylinux",
    "ruby",
    "rust",
    "sapmachine",
    "swift",
    "swipl",
    "tomcat",
    "tomee",
    "traefik",
    "ubuntu",
    "unit",
    "wordpress",
    "alt",
    "clearlinux",
];

/// Whether an image surely runs as root if nobody says otherwise.
pub(super) fn is_root(reference: Reference<'_>) -> bool {
    let name = reference.canonical_name();
    let tag = reference.tag.unwrap_or_default();
    if let Some(official) = reference.library() {
        return ROOT.contains(&official) && !tag.contains("rootless");
    }
    if name.starts_with("gcr.io/distroless/") {
        return !tag.contains("nonroot") && reference.digest.is_none();
    }
    if name.starts_with("mcr.microsoft.com/dotnet/") {
        return !["chiseled", "distroless"].iter().any(|word| tag.contains(word)) && !tag.is_empty();
    }
    let known = ["continuumio/miniconda3", "denoland/deno", "nvidia/cuda", "oven/bun"];
    known.iter().any(|known| name == format!("docker.io/{known}")) && !tag.contains("distroless")
        || ["ubi", "ubi-minimal", "ubi-micro"].iter().any(|ubi| {
            name.strip_prefix("registry.access.redhat.com/")
                .and_then(|rest| rest.split_once('/'))
                .is_some_and(|(version, image)| version.starts_with("ubi") && image == *ubi)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_root_is_root() {
        let root = |text| Reference::parse(text).is_some_and(is_root);
        for image in [
            "node:22",
            "docker.io/library/python:3.13-slim",
            "public.ecr.aws/docker/library/golang:1.23",
            "gcr.io/distroless/static-debian12:latest",
            "mcr.microsoft.com/dotnet/aspnet:8.0",
            "registry.access.redhat.com/ubi9/ubi-minimal:9.4",
            "oven/bun:1.3-slim",
        ] {
            assert!(root(image), "{image}");
        }
        for image in [
            "bitnami/node:22",
            "postgres:16",
            "jetty:12",
            "gcr.io/distroless/static:nonroot",
            "mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled",
            "registry.access.redhat.com/ubi9/nodejs-20:1",
            "ghcr.io/acme/node:1",
            "docker:dind-rootless",
            "oven/bun:1.3-distroless",
        ] {
            assert!(!root(image), "{image}");
        }
    }
}
