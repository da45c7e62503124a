//! Images that their publishers have given up or moved.
//!
//! Facts: the pages that stand with each entry, as of 2026-11. Of Docker's official images the notices in
//! <https://github.com/docker-library/docs> (the files `deprecated.md`, some of which only its history still has).

use super::Reference;

/// What became of an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deprecated {
    /// What happened, as the end of a sentence about the image: `gets no updates any more since July 2022`.
    pub what: &'static str,
    /// What to do instead.
    pub instead: &'static str,
    /// How the name begins in full, and with what it begins now, if the image is the same.
    pub renamed: Option<(&'static str, &'static str)>,
}

/// Official images of Docker Hub: name, what happened, what to use.
#[rustfmt::skip]
const OFFICIAL: [(&str, &str, &str); 23] = [
    ("adoptopenjdk", "gets no updates any more since August 2021", "use `eclipse-temurin`"),
    ("centos", "gets no updates any more since 2020, and CentOS Linux has ended", "use `almalinux`, `rockylinux/rockylinux` or `quay.io/centos/centos:stream10`"),
    ("clearlinux", "gets no updates any more: Clear Linux ended in July 2025", "use another distribution"),
    ("consul", "gets no updates any more since Consul 1.16", "use `hashicorp/consul`"),
    ("django", "gets no updates any more since 2016", "install Django in a `python` image"),
    ("emqx", "gets no updates any more since EMQX 5.9", "use `emqx/emqx`"),
    ("fsharp", "has been removed", "use `mcr.microsoft.com/dotnet/sdk`"),
    ("iojs", "gets no updates any more: io.js became part of Node.js", "use `node`"),
    ("java", "gets no updates any more since 2016", "use `eclipse-temurin`"),
    ("jenkins", "gets no updates any more since Jenkins 2.60", "use `jenkins/jenkins`"),
    ("mongo-express", "gets no updates any more since April 2024", "use another client, and not in production"),
    ("mono", "gets no updates any more since June 2022", "use `mcr.microsoft.com/dotnet/sdk`, or install Mono in an image of a distribution"),
    ("nats-streaming", "gets no updates any more since June 2023", "use JetStream of `nats`"),
    ("notary", "gets no updates any more: Notary was archived in July 2025", "sign with Notation or Cosign"),
    ("openjdk", "gets no updates any more since July 2022", "use `eclipse-temurin`, `amazoncorretto` or another build of OpenJDK"),
    ("opensuse", "has been removed", "use `opensuse/leap` or `opensuse/tumbleweed`"),
    ("owncloud", "gets no updates any more since 2018", "use `owncloud/server`"),
    ("piwik", "gets no updates any more since September 2018", "use `matomo`"),
    ("rails", "gets no updates any more since 2016", "install Rails in a `ruby` image"),
    ("sentry", "gets no updates any more since July 2019", "use the images of self-hosted Sentry"),
    ("swarm", "gets no updates any more: it is the Swarm before Docker 1.12", "use the swarm mode of Docker"),
    ("unit", "gets no updates any more: NGINX Unit was archived in October 2025", "use another application server"),
    ("vault", "gets no updates any more since Vault 1.14", "use `hashicorp/vault`"),
];

/// Others, by the beginning of their names in full: beginning, what happened, what to use, and the new beginning where the rest of the
/// name stays and all tags are there too. A beginning that does not end in `/` is a whole name.
#[rustfmt::skip]
const OTHERS: [(&str, &str, &str, &str); 24] = [
    // https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
    ("k8s.gcr.io/", "comes from a registry that is frozen since April 2023", "take it from `registry.k8s.io`", "registry.k8s.io/"),
    // https://kubernetes.io/blog/2022/11/28/registry-k8s-io-faster-cheaper-ga/
    ("gcr.io/google-containers/", "comes from a registry that Kubernetes has left", "take it from `registry.k8s.io`", ""),
    ("gcr.io/google_containers/", "comes from a registry that Kubernetes has left", "take it from `registry.k8s.io`", ""),
    // https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
    ("registry.k8s.io/ingress-nginx/controller", "gets no updates any more: Ingress NGINX was retired in March 2026", "move to an implementation of the Gateway API, or to another ingress controller", ""),
    ("quay.io/kubernetes-ingress-controller/nginx-ingress-controller", "gets no updates any more: Ingress NGINX was retired in March 2026", "move to an implementation of the Gateway API, or to another ingress controller", ""),
    // https://github.com/kubernetes-sigs/kubebuilder/discussions/3907
    ("gcr.io/kubebuilder/kube-rbac-proxy", "cannot be pulled any more since March 2025", "use the authentication of controller-runtime's metrics server, or `quay.io/brancz/kube-rbac-proxy`", "quay.io/brancz/kube-rbac-proxy"),
    // https://docs.gitlab.com/ci/docker/using_kaniko/
    ("gcr.io/kaniko-project/executor", "gets no updates any more: kaniko is not maintained", "build with BuildKit or Buildah", ""),
    // https://grafana.com/docs/loki/latest/send-data/promtail/
    ("docker.io/grafana/promtail", "gets no updates any more since March 2026", "use `grafana/alloy`", ""),
    // https://grafana.com/docs/agent/latest/
    ("docker.io/grafana/agent", "gets no updates any more since November 2025", "use `grafana/alloy`", ""),
    // https://github.com/jaegertracing/jaeger/issues/6321
    ("docker.io/jaegertracing/all-in-one", "gets no updates any more: version 1 of Jaeger ended in December 2025", "use `jaegertracing/jaeger`", ""),
    ("docker.io/jaegertracing/jaeger-agent", "gets no updates any more: version 1 of Jaeger ended in December 2025", "use `jaegertracing/jaeger`", ""),
    ("docker.io/jaegertracing/jaeger-collector", "gets no updates any more: version 1 of Jaeger ended in December 2025", "use `jaegertracing/jaeger`", ""),
    ("docker.io/jaegertracing/jaeger-ingester", "gets no updates any more: version 1 of Jaeger ended in December 2025", "use `jaegertracing/jaeger`", ""),
    ("docker.io/jaegertracing/jaeger-query", "gets no updates any more: version 1 of Jaeger ended in December 2025", "use `jaegertracing/jaeger`", ""),
    // https://github.com/minio/minio/issues/21647
    ("docker.io/minio/minio", "gets no updates any more since October 2025", "build it from its source, or use another store that speaks S3", ""),
    // https://github.com/jupyter/docker-stacks
    ("docker.io/jupyter/", "gets no updates any more since October 2023", "take it from `quay.io/jupyter`", ""),
    // https://circleci.com/docs/guides/execution-managed/circleci-images/
    ("docker.io/circleci/", "gets no updates any more since December 2021", "use an image of `cimg`", ""),
    // https://github.com/jenkinsci/docker-agent
    ("docker.io/jenkins/jnlp-slave", "was renamed in 2020 and gets no updates any more", "use `jenkins/inbound-agent`", ""),
    ("docker.io/jenkinsci/jnlp-slave", "was renamed and gets no updates any more", "use `jenkins/inbound-agent`", ""),
    ("docker.io/jenkins/slave", "was renamed in 2020 and gets no updates any more", "use `jenkins/agent`", ""),
    ("docker.io/jenkinsci/slave", "was renamed and gets no updates any more", "use `jenkins/agent`", ""),
    // https://docs.docker.com/compose/releases/migrate/
    ("docker.io/docker/compose", "is version 1 of Compose, which gets no updates any more since July 2023", "use the `docker compose` of `docker:cli`", ""),
    // https://github.com/bitnami/containers/issues/83267
    ("docker.io/bitnamilegacy/", "gets no updates any more since August 2025", "use the publisher's own image, or Bitnami Secure Images", ""),
    ("docker.io/adoptopenjdk/", "gets no updates any more since August 2021", "use `eclipse-temurin`", ""),
];

/// Since 2025-08-28 Bitnami keeps only `latest` in its organisation of Docker Hub
/// (<https://github.com/bitnami/containers/issues/83267>); minideb is not part of that.
const BITNAMI: Deprecated = Deprecated {
    what: "has been moved away: since August 2025 Bitnami publishes only `latest` there",
    instead: "use the publisher's own image, or Bitnami Secure Images; `bitnamilegacy` still has it, but without updates",
    renamed: None,
};

/// What became of an image, if it was given up or moved.
pub(super) fn find(image: Reference<'_>) -> Option<Deprecated> {
    if let Some(official) = image.library() {
        let (_, what, instead) = OFFICIAL.iter().find(|(name, ..)| *name == official)?;
        // Builds of Java before the release are still published.
        let is_early = official == "openjdk" && image.tag.is_some_and(|tag| tag.contains("-ea") || tag.contains("-rc"));
        return (!is_early).then_some(Deprecated { what, instead, renamed: None });
    }
    let name = image.canonical_name();
    if let Some(rest) = name.strip_prefix("docker.io/bitnami/") {
        let is_versioned = image.tag.is_some_and(|tag| tag != "latest");
        return (is_versioned && rest != "minideb").then_some(BITNAMI);
    }
    let fits = |start: &str| if start.ends_with('/') { name.starts_with(start) } else { name == start };
    let (start, what, instead, renamed) = OTHERS.iter().find(|(start, ..)| fits(start))?;
    Some(Deprecated { what, instead, renamed: (!renamed.is_empty()).then_some((*start, *renamed)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_deprecated(image: &str) -> bool {
        Reference::parse(image).and_then(find).is_some()
    }

    #[test]
    fn what_was_given_up_is_known() {
        for image in [
            "openjdk:17-jdk-slim",
            "docker.io/library/centos:7",
            "amd64/centos:7",
            "k8s.gcr.io/pause:3.2",
            "bitnami/redis:7.2",
            "docker.io/bitnamilegacy/redis:7.2",
            "jupyter/scipy-notebook:2023-10-09",
            "gcr.io/kubebuilder/kube-rbac-proxy:v0.13.0",
        ] {
            assert!(is_deprecated(image), "{image}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for image in [
            "openjdk:27-ea-1-jdk",
            "openjdk:27-rc-windowsservercore",
            "ghcr.io/acme/openjdk:17",
            "bitnami/redis",
            "bitnami/redis:latest",
            "bitnami/minideb:bookworm",
            "quay.io/centos/centos:stream10",
            "quay.io/jupyter/scipy-notebook:2025-03-14",
            "registry.k8s.io/pause:3.10",
            "grafana/agent-operator:1",
            "jenkins/jenkins:lts",
        ] {
            assert!(!is_deprecated(image), "{image}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(OFFICIAL.is_sorted_by_key(|(name, ..)| name));
    }
}
