use crate::kind::FileKind;
use crate::model::dockerignore::IgnoreFile;
use crate::project::docker::{Build, Named};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::IgnoreFile(check);

fn check(ignore: &IgnoreFile<'_>, cx: &mut Cx<'_>) {
    let source = cx.project.files().get(ignore.file);
    let Some(first) = ignore.entries.first().filter(|_| source.name() == ".dockerignore") else { return };
    let docker = &cx.project.docker;
    let is_here = |build: &Build| match &build.context {
        Named::Path(context) => context == source.folder(),
        Named::Unknown => true,
        Named::Elsewhere => false,
    };
    if docker.all_builds().iter().any(is_here) {
        return;
    }
    let files = cx.project.files().iter();
    let beside = files.filter(|(_, file)| file.kind() == FileKind::Dockerfile && file.folder() == source.folder());
    let beside: Vec<_> = beside.map(|(id, file)| (file.name(), docker.builds_of(id).next())).collect();
    // A Dockerfile that nothing builds may well be built in its own folder.
    let Some((name, Some(build))) = beside.first().filter(|_| beside.iter().all(|(_, build)| build.is_some())) else {
        return;
    };
    let Some(context) = build.context.path() else { return };
    let context = if context.is_empty() { "the root".to_owned() } else { format!("`{context}`") };
    cx.report(first.span, format!("`.dockerignore` is not read: `{name}` is built in {context}"))
        .label(build.context_place.unwrap_or(build.place).span, "the context is set here")
        .help(format!("rename it to `{name}.dockerignore`, with paths from {context} on, or move it there"));
}
