//! What well-known actions do for delivery. From their own documentation, as of 2026-11.

use crate::model::github::{Repository, Step};
use crate::tree::Node;

/// Actions that deploy or publish whenever they run.
const DELIVER: [&str; 25] = [
    "akhileshns/heroku-deploy",
    "amondnet/vercel-action",
    "aws-actions/amazon-ecs-deploy-task-definition",
    "aws-actions/aws-cloudformation-github-deploy",
    "azure/aci-deploy",
    "azure/container-apps-deploy-action",
    "azure/functions-action",
    "azure/k8s-deploy",
    "azure/static-web-apps-deploy",
    "azure/webapps-deploy",
    "burnett01/rsync-deployments",
    "cloudflare/pages-action",
    "digitalocean/app_action/deploy",
    "firebaseextended/action-hosting-deploy",
    "google-github-actions/deploy-appengine",
    "google-github-actions/deploy-cloud-functions",
    "google-github-actions/deploy-cloudrun",
    "helm/chart-releaser-action",
    "js-devtools/npm-publish",
    "katyo/publish-crates",
    "nwtgck/actions-netlify",
    "pypa/gh-action-pypi-publish",
    "superfly/flyctl-actions",
    "wagoid/heroku-deploy",
    "yandex-cloud/github-action",
];

/// Actions that test or lint.
const TEST: [&str; 8] = [
    "bridgecrewio/checkov-action",
    "cypress-io/github-action",
    "golangci/golangci-lint-action",
    "helm/chart-testing-action",
    "pre-commit/action",
    "hadolint/hadolint-action",
    "ludeeus/action-shellcheck",
    "super-linter/super-linter",
];

/// Actions that start a cluster in the job.
const CLUSTERS: [&str; 12] = [
    "absaoss/k3d-action",
    "balchua/microk8s-actions",
    "container-tools/kind-action",
    "debianmaster/actions-k3s",
    "engineerd/setup-kind",
    "helm/kind-action",
    "jupyterhub/action-k3s-helm",
    "localstack/setup-localstack",
    "manusa/actions-setup-minikube",
    "medyagh/setup-minikube",
    "nolar/setup-k3d-k3s",
    "replicatedhq/action-k3s",
];

/// Whether a step with this action surely deploys or publishes.
pub(super) fn delivers(step: Step<'_>, action: Repository<'_>) -> bool {
    let slug = action.slug();
    let input = |name: &str| step.input(name).map(|entry| entry.value);
    match slug.as_str() {
        "docker/build-push-action" => {
            let pushes = input("push").is_some_and(|push| push.as_text() == Some("true"));
            let tags = input("tags").map_or("", Node::text);
            pushes && !is_local_image(tags)
        }
        "goreleaser/goreleaser-action" => {
            let arguments = input("args").and_then(Node::as_str).unwrap_or_default();
            arguments.contains("release") && !arguments.contains("--snapshot") && !arguments.contains("--skip")
        }
        "pulumi/actions" => input("command").is_some_and(|command| command.as_str() == Some("up")),
        "cloudflare/wrangler-action" => {
            let command = input("command").and_then(Node::as_str).unwrap_or("deploy");
            matches!(command.split_whitespace().next(), Some("deploy" | "publish"))
        }
        _ => DELIVER.contains(&slug.as_str()),
    }
}

/// Whether an action tests or lints.
pub(super) fn tests(action: Repository<'_>) -> bool {
    TEST.contains(&action.slug().as_str())
}

/// Whether an action starts a cluster in the job.
pub(super) fn starts_cluster(action: Repository<'_>) -> bool {
    CLUSTERS.contains(&action.slug().as_str())
}

/// Whether an image is one of a registry or of an imitated cloud that runs in the job.
pub(super) fn is_local_image(image: &str) -> bool {
    let name = image.rsplit('/').next().unwrap_or(image);
    image.starts_with("localhost")
        || ["registry", "localstack", "moto"].iter().any(|local| name.split(':').next() == Some(local))
}
