//! The subjects of Dockerfiles.

use crate::check::Runner;
use crate::fix::Edit;
use crate::model::docker;
use crate::syntax::Document;

/// The file, its stages, its instructions and the images that it names.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let Some(dockerfile) = run.project.docker.of(document.file) else { return };
    run.each(&run.plan.dockerfiles, dockerfile);
    for stage in dockerfile.stages() {
        run.each(&run.plan.stages, stage);
    }
    for instruction in dockerfile.instructions() {
        let Some(script) = docker::Run::of(instruction) else {
            run.each(&run.plan.instructions, instruction);
            continue;
        };
        let fits = |edit: &Edit| instruction.takes(edit.span);
        run.each_fitting(&run.plan.instructions, instruction, fits);
        run.each_fitting(&run.plan.runs, script, fits);
    }
    for image in docker::images(dockerfile) {
        run.each(&run.plan.images, image);
    }
}
