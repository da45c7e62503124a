use crate::fix::{Edit, Safety};
use crate::model::docker::Dockerfile;
use crate::project::docker::{Context, ContextSource, context_sources};
use crate::project::made::ending;
use crate::rule::{Check, Cx};
use crate::source::Files;

pub const CHECK: Check = Check::Dockerfile(check);

/// Endings of programs in text.
const PROGRAMS: [&str; 18] = [
    "c", "cc", "cpp", "cs", "ex", "go", "java", "js", "jsx", "kt", "php", "py", "rb", "rs", "scala", "swift", "ts",
    "tsx",
];

/// Endings of programs of which a compiler makes a file without an ending.
const COMPILED: [&str; 6] = ["c", "cc", "cpp", "go", "rs", "swift"];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let (files, docker) = (cx.project.files(), &cx.project.docker);
    let sources = context_sources(dockerfile);
    let contexts = docker.contexts(dockerfile, &sources, files);
    let Some(context) = contexts.first() else { return };
    let is_there = |source: &&ContextSource<'_>| contexts.iter().any(|context| context.has(&source.path, files));
    let (there, missing): (Vec<_>, Vec<_>) = sources.iter().filter(|source| source.is_named()).partition(is_there);
    for source in &missing {
        if cx.project.may_be_made(&context.at(&source.path)) || !docker.is_built(source.instruction) {
            continue;
        }
        // With one thing missing among others that are there, or among programs, this is no half of a repository.
        let has_others = || !there.is_empty() && has_others_of_its_sort(&source.path, files);
        let is_sure = || missing.len() == 1 && (has_others() || is_among_programs(source, context, files));
        match context.near(&source.path, files) {
            Some(near) => misspelt(source, context, near, cx),
            None if is_sure() => {
                cx.report(source.span, message(source, context))
                    .help("the build fails here: name what is there, or add it");
            }
            None => {}
        }
    }
}

/// Reports something that is there under nearly the same name.
fn misspelt(source: &ContextSource<'_>, context: &Context, near: &str, cx: &mut Cx<'_>) {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    let before = source.written.strip_suffix(name).unwrap_or_default();
    let near = format!("{before}{near}");
    let is_plain = cx.project.files().text(source.span) == source.written && !near.contains(char::is_whitespace);
    let edit = is_plain.then(|| Edit::replace(source.span, near.clone()));
    cx.report(source.span, message(source, context)).help(format!("did you mean `{near}`?")).fix(
        "name what is there",
        Safety::Unsafe,
        edit,
    );
}

fn message(source: &ContextSource<'_>, context: &Context) -> String {
    let place =
        if context.folder.is_empty() { "the build context".to_owned() } else { format!("`{}`", context.folder) };
    format!("`{}` is not in {place}", source.written)
}

/// Whether the repository has files that end as this one does.
fn has_others_of_its_sort(path: &str, files: &Files) -> bool {
    let end = ending(path);
    let is_of_sort = |other: &&str| ending(other).eq_ignore_ascii_case(end);
    !end.is_empty() && files.below("").filter(is_of_sort).nth(1).is_some()
}

/// Whether the folder that a build names has programs, and none that a compiler might make this of.
fn is_among_programs(source: &ContextSource<'_>, context: &Context, files: &Files) -> bool {
    let has = |endings: &[&str]| files.below(&context.folder).any(|path| endings.contains(&ending(path)));
    context.is_named && has(&PROGRAMS) && !(ending(&source.path).is_empty() && has(&COMPILED))
}
