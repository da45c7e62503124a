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
        for image in job.images() {
            run.each(&run.plan.images, Image::of(ImagePlace::Github, image));
        }
        for one in job.steps() {
            step(run, one);
        }
    }
}

/// The steps of a composite action.
pub(super) fn action<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let Some(action) = root(document).map(|root| Action { root }) else { return };
    if let Some(image) = action.image() {
        run.each(&run.plan.images, Image::of(ImagePlace::Github, image));
    }
    for one in action.steps() {
        step(run, one);
    }
}

fn step<'r>(run: &mut Runner<'r>, step: Step<'r>) {
    run.each(&run.plan.steps, step);
    if let Some(Uses::Docker(image)) = step.uses() {
        run.each(&run.plan.images, Image::of(ImagePlace::Github, image));
    }
}
