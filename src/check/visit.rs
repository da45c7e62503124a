//! Which subjects are in a document or unit.

mod ci_images;
mod compose;
mod dockerfile;
mod dockerignore;
mod facets;
mod github;
mod gitlab;
mod helm;
mod kubernetes;
mod prometheus;
mod terraform;

use super::Runner;
use crate::kind::FileKind;
use crate::syntax::Document;

/// The subjects of one document.
pub(super) fn document<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    match document.kind {
        FileKind::Dockerfile => dockerfile::file(run, document),
        FileKind::DockerIgnore => dockerignore::file(run, document),
        FileKind::Compose => compose::file(run, document),
        FileKind::GithubWorkflow => github::workflow(run, document),
        FileKind::GithubAction => github::action(run, document),
        FileKind::GitlabCi => gitlab::file(run, document),
        FileKind::CircleCi => ci_images::circleci(run, document),
        FileKind::AzurePipelines => ci_images::azure(run, document),
        FileKind::BitbucketPipelines => ci_images::bitbucket(run, document),
        FileKind::Kubernetes => kubernetes::document(run, document),
        FileKind::HelmValues => helm::values(run, document),
        FileKind::Terraform | FileKind::TerraformJson => terraform::file(run, document),
        FileKind::PrometheusRules => prometheus::document(run, document),
        _ => {}
    }
    facets::document(run, document);
}

/// The subjects that belong to no single document.
pub(super) fn repository(run: &mut Runner<'_>) {
    run.each(&run.plan.repository, run.project);
    for build in run.project.docker.all_builds() {
        run.each(&run.plan.builds, build);
    }
    for call in run.project.docker.compose_calls() {
        run.each(&run.plan.compose_calls, call);
    }
}
