use crate::diagnostic::Severity;
use crate::model::docker::Dockerfile;
use crate::project::docker::context_sources;
use crate::rule::{Check, Cx};
use crate::source::join_path;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for source in context_sources(dockerfile).into_iter().filter(|source| source.climbs_out) {
        let contexts = cx.project.docker.contexts_of(dockerfile.file(), files);
        let is_there = |context: &String| {
            let path = join_path(context, &source.path).unwrap_or_default();
            !source.path.is_empty() && (files.exists(&path) || files.folder_exists(&path))
        };
        if contexts.iter().any(is_there) {
            cx.report(source.span, format!("`{}` is taken for `{}`", source.written, source.path))
                .severity(Severity::Warning)
                .help("nothing is above the build context, so that `..` means nothing there: leave it out");
        } else {
            cx.report(source.span, format!("`{}` lies outside of the build context", source.written))
                .help("build in the folder above, or give it to the build as a named context and copy with `--from`");
        }
    }
}
