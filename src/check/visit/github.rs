//! The subjects of workflows and actions.

use crate::check::Runner;
use crate::model::github::{Action, Step, Uses, Workflow};
use crate::model::image::{Image, ImagePlace};
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// The root map of a document.
fn root<'r>(document: &'r Document<'r>) -> Option<Node<'r>> {
    let Syntax::Tree(tree) = &document.syntax else { return None };
    tree.root().filter(|root| root.is_map())
}

/// A workflow with its jobs and steps.
pub(super) fn workflow<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let Some(workflow) = root(document).map(|root| Workflow { root }) else { return };
    run.each(&run.plan.workflows, workflow);
    for job in workflow.jobs() {
        run.each(&run.plan.jobs, job);
        for node in job.images() {
            run.each(&run.plan.images, Image::of(ImagePlace::Github, node));
        }
        job.steps().for_each(|it| step(run, it));
    }
}

/// The steps of a composite action.
pub(super) fn action<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let Some(action) = root(document).map(|root| Action { root }) else { return };
    action.steps().for_each(|it| step(run, it));
    if let Some(node) = action.image() {
        run.each(&run.plan.images, Image::of(ImagePlace::Github, node));
    }
}

/// A step, and the image that it runs.
fn step<'r>(run: &mut Runner<'r>, step: Step<'r>) {
    run.each(&run.plan.steps, step);
    if let Some(Uses::Docker(node)) = step.uses() {
        run.each(&run.plan.images, Image::of(ImagePlace::Github, node));
    }
}
