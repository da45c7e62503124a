//! The facets of a document: its scripts and the variables that it sets. They are looked at where they are written, not as composed, so
//! that each is a subject once.

use super::Runner;
use crate::kind::FileKind;
use crate::model::compose::ComposeFile;
use crate::model::docker::Dockerfile;
use crate::model::env::{self, EnvVar};
use crate::model::github::{Action, Workflow};
use crate::model::gitlab::PipelineFile;
use crate::model::kubernetes::{Container, Object};
use crate::model::script::{self, Script};
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

pub(super) fn document<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    if run.plan.scripts.is_empty() && run.plan.env_vars.is_empty() {
        return;
    }
    match document.kind {
        FileKind::Dockerfile => {
            if let Some(dockerfile) = run.project.docker.of(document.file) {
                docker(run, dockerfile);
            }
            return;
        }
        FileKind::Kubernetes => {
            let objects = run.project.manifests.objects(document.file).iter().filter(|object| !object.is_deletion());
            objects.for_each(|object| self::object(run, *object));
            return;
        }
        _ => {}
    }
    let Syntax::Tree(tree) = &document.syntax else { return };
    let Some(root) = tree.root().filter(|root| root.is_map()) else { return };
    match document.kind {
        FileKind::Compose => compose(run, root),
        FileKind::GithubWorkflow => workflow(run, Workflow { root }),
        FileKind::GithubAction => action(run, Action { root }),
        FileKind::CircleCi => subjects(run, script::of_circleci(tree), env::of_circleci(tree)),
        FileKind::AzurePipelines => subjects(run, script::of_azure(tree), env::of_azure(tree)),
        FileKind::BitbucketPipelines => subjects(run, script::of_bitbucket(tree), []),
        FileKind::HelmValues => subjects(run, [], env::of_helm_values(tree)),
        FileKind::GitlabCi => gitlab(run, PipelineFile::new(tree.roots())),
        _ => {}
    }
}

fn subjects<'r>(
    run: &mut Runner<'r>,
    scripts: impl IntoIterator<Item = Script<'r>>,
    variables: impl IntoIterator<Item = EnvVar<'r>>,
) {
    for script in scripts {
        run.each_fitting(&run.plan.scripts, &script, |edit| script.takes(edit.span, &edit.text));
    }
    for variable in variables {
        run.each(&run.plan.env_vars, variable);
    }
}

fn docker<'r>(run: &mut Runner<'r>, dockerfile: &'r Dockerfile<'r>) {
    for instruction in dockerfile.instructions() {
        subjects(run, script::of_instruction(instruction), env::of_instruction(instruction));
    }
}

fn object<'r>(run: &mut Runner<'r>, object: Object<'r>) {
    if object.is("", "ConfigMap") {
        subjects(run, [], env::of_config_map(object.node()));
    }
    for pod in object.pods() {
        pod.containers().into_iter().for_each(|container| self::container(run, container));
    }
}

fn container<'r>(run: &mut Runner<'r>, container: Container<'r>) {
    subjects(run, script::of_container(container.node()), env::of_container(container.node()));
}

fn compose<'r>(run: &mut Runner<'r>, root: Node<'r>) {
    for (_, service) in ComposeFile::new(root).services() {
        subjects(run, script::of_compose_service(service), env::of_compose_service(service));
    }
}

fn workflow<'r>(run: &mut Runner<'r>, workflow: Workflow<'r>) {
    subjects(run, [], env::of_workflow(workflow));
    for job in workflow.jobs() {
        subjects(run, [], env::of_job(job));
        for step in job.steps() {
            subjects(run, script::of_step(step), env::of_step(step));
        }
    }
}

fn action<'r>(run: &mut Runner<'r>, action: Action<'r>) {
    for step in action.steps() {
        subjects(run, script::of_step(step), env::of_step(step));
    }
}

fn gitlab<'r>(run: &mut Runner<'r>, file: Option<PipelineFile<'r>>) {
    let Some(file) = file else { return };
    subjects(run, script::of_gitlab(file), env::of_gitlab(file.root));
    for (_, definition) in file.definitions() {
        subjects(run, [], env::of_gitlab(definition));
    }
}
