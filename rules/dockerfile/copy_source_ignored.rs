use crate::fix::{Edit, Safety};
use crate::model::docker::Dockerfile;
use crate::model::dockerignore::{Entry, IgnoreFile};
use crate::project::docker::{Context, ContextSource, context_sources, matching};
use crate::rule::{Check, Cx};
use crate::source::Files;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let docker = &cx.project.docker;
    let sources = context_sources(dockerfile);
    let contexts = docker.contexts(dockerfile, &sources, files);
    let Some(context) = contexts.first() else { return };
    // Where builds have several contexts, they have ignore files of their own.
    let Some(ignore) = context.ignore_file(dockerfile.file(), files).filter(|_| contexts.len() == 1) else { return };
    for source in sources {
        if !docker.is_built(source.instruction) {
            continue;
        }
        let Some(entry) = excluded_by(&ignore, &source, context, files) else { continue };
        let is_plain = !source.is_pattern && !source.path.is_empty() && entry.written != source.path;
        let edit = is_plain.then(|| Edit::replace(entry.span.at_end(), format!("\n!{}", source.path)));
        cx.report(source.span, format!("`{}` is kept out of the build context", source.written))
            .label(entry.span, "by this line")
            .help(format!("add a line `!{}` below, or do not copy it", source.path))
            .fix("let it in again", Safety::Unsafe, edit);
    }
}

/// The line of an ignore file that keeps all of a source out of the context.
fn excluded_by<'e, 'f>(
    ignore: &'e IgnoreFile<'f>,
    source: &ContextSource<'_>,
    context: &Context,
    files: &Files,
) -> Option<&'e Entry<'f>> {
    let last =
        |path: &str| ignore.entries.iter().rev().find(|entry| entry.matches(path)).filter(|entry| !entry.is_negated);
    if source.is_pattern {
        let found = matching(context, &source.path, files);
        return if found.iter().all(|path| ignore.excludes(path)) { last(found.first()?) } else { None };
    }
    // The whole context is empty only if everything is kept out, and nothing let in again.
    let has_exceptions = ignore.entries.iter().any(|entry| entry.is_negated);
    if source.path.is_empty() {
        let is_all = |entry: &&Entry<'_>| matches!(entry.written, "*" | "**" | "**/*");
        return ignore.entries.iter().find(is_all).filter(|_| !has_exceptions && !source.climbs_out);
    }
    let entry = last(&source.path)?;
    // Of a folder that is kept out, an exception may let something in.
    let within = format!("{}/", source.path);
    let may_be_within = |entry: &Entry<'_>| {
        let pattern = entry.pattern.as_ref().map_or("", |pattern| pattern.as_str());
        pattern.starts_with(&within) || pattern.starts_with('*')
    };
    let lets_in = ignore.entries.iter().any(|entry| entry.is_negated && may_be_within(entry));
    (!lets_in).then_some(entry)
}
