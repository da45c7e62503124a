//! The subjects of GitLab CI.

use crate::check::Runner;
use crate::model::gitlab::PipelineFile;
use crate::model::image::{Image, ImagePlace};
use crate::syntax::{Document, Syntax};

/// The images of the file, and the pipeline that it is the base of with its jobs.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let Syntax::Tree(tree) = &document.syntax else { return };
    for image in PipelineFile::new(tree.roots()).into_iter().flat_map(PipelineFile::images) {
        run.each(&run.plan.images, Image::of(ImagePlace::Gitlab, image));
    }
    let mut pipelines = run.project.gitlab.iter();
    let Some(pipeline) = pipelines.find(|pipeline| pipeline.base().file == document.file) else { return };
    run.each(&run.plan.pipelines, pipeline);
    for job in &pipeline.jobs {
        run.each(&run.plan.gitlab_jobs, job);
    }
}
