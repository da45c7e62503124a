//! The subjects of GitLab CI.

use crate::check::Runner;
use crate::model::image::{Image, ImagePlace};
use crate::syntax::Document;

/// The pipeline that the file is the base of, and its jobs.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let mut pipelines = run.project.gitlab.iter();
    let Some(pipeline) = pipelines.find(|pipeline| pipeline.base().file == document.file) else { return };
    run.each(&run.plan.pipelines, pipeline);
    for node in pipeline.base().images() {
        run.each(&run.plan.images, Image::of(ImagePlace::Gitlab, node));
    }
    for job in &pipeline.jobs {
        run.each(&run.plan.gitlab_jobs, job);
    }
}
