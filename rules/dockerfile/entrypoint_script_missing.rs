use crate::model::docker::{Dockerfile, Instruction, Stage};
use crate::project::docker::{Context, Started, context_sources, copies, run_texts, started};
use crate::rule::{Check, Cx};
use crate::source::Files;
use crate::spelling;

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
        let Some((copy, near)) = expected(stage, &started, path, context, files) else { continue };
        if cx.project.git_ignored().contains(near.0.as_str()) {
            continue;
        }
        cx.report(started.span, format!("`{}` is not in the image: there is no `{}`", started.written, near.0))
            .label(copy.keyword_span(), "the folder is copied here")
            .help(format!("did you mean `{}`?", near.1));
    }
}

/// The COPY that would bring a file if it were there, its path in the repository, and the path of the one that may be meant. Nothing if
/// it may come from somewhere else.
fn expected<'d>(
    stage: Stage<'d>,
    started: &Started<'_>,
    path: &str,
    context: &Context,
    files: &Files,
) -> Option<(Instruction<'d>, (String, String))> {
    let name = path.rsplit('/').next()?;
    let mut found = None;
    for copy in copies(stage) {
        for copied in copy.sources_of(path, &context.folder, files) {
            if files.exists(&copied.path) || copied.is_named {
                return None;
            }
            let is_top = copy.destination().is_none_or(|destination| destination == "/");
            found = found.or_else(|| (!is_top).then_some((copy, copied.path)));
        }
    }
    let (copy, wanted) = found?;
    let is_made = run_texts(stage).any(|text| text.contains(name) || text.contains("build") || text.contains("make"));
    let may_bring = stage.chain().flat_map(Stage::instructions).any(|other| {
        let is_there = || other.destination().is_none_or(|to| path.starts_with(&to));
        other.copied_from().is_some() && is_there()
    });
    if is_made || may_bring || wanted.split('/').any(|part| matches!(part, "dist" | "build" | "out" | "lib" | "target"))
    {
        return None;
    }
    let (folder, _) = wanted.rsplit_once('/').unwrap_or(("", &wanted));
    let start = if folder.is_empty() { 0 } else { folder.len() + 1 };
    let ending = started.written.rsplit('.').next();
    let beside = files.below(folder).map(|path| &path[start..]).filter(|other| !other.contains('/'));
    let near = spelling::nearest(name, beside.filter(|other| other.rsplit('.').next() == ending))?;
    let near = if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") };
    Some((copy, (wanted, near)))
}
