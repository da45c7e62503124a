use crate::model::docker::Dockerfile;
use crate::project::docker::{context_sources, not_copied, started};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let docker = &cx.project.docker;
    let sources = context_sources(dockerfile);
    let contexts = docker.contexts(dockerfile, &sources, files);
    let [context] = contexts.as_slice() else { return };
    for stage in docker.built_stages(dockerfile.file()) {
        let Some(started) = started(stage).filter(|it| it.written.contains('.')) else { continue };
        let [path] = started.paths.as_slice() else { continue };
        let Some(missing) = not_copied(stage, path, &context.folder, files) else { continue };
        if cx.project.git_ignored().contains(&missing.path) {
            continue;
        }
        cx.report(started.span, format!("`{}` is not in the image: there is no `{}`", started.written, missing.path))
            .label(missing.copy.keyword_span(), "the folder is copied here")
            .help(format!("did you mean `{}`?", missing.near));
    }
}
