//! The subjects of Dockerfiles.

use crate::check::Runner;
use crate::diagnostic::Diagnostic;
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
        let before = run.found.diagnostics.len();
        run.each(&run.plan.instructions, instruction);
        if let Some(script) = docker::Run::of(instruction) {
            run.each(&run.plan.runs, script);
        }
        if docker::Run::of(instruction).is_some_and(docker::Run::is_exec) {
            keep_json(instruction, &mut run.found.diagnostics[before..]);
        }
    }
    for image in docker::images(dockerfile) {
        run.each(&run.plan.images, image);
    }
}

/// Takes away the fixes that would change a part of a command in JSON form: they are made for the words of a shell.
fn keep_json(instruction: docker::Instruction<'_>, found: &mut [Diagnostic]) {
    let words = instruction.syntax().arguments.span();
    for diagnostic in found {
        let changes_part = |edit: &Edit| edit.span.start > words.start && edit.span.end < words.end;
        if diagnostic.fix.as_ref().is_some_and(|fix| fix.edits.iter().any(changes_part)) {
            diagnostic.fix = None;
        }
    }
}
