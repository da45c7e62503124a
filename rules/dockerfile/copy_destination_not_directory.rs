use crate::fix::{Edit, Safety};
use crate::model::docker::{Dockerfile, Instruction, Stage};
use crate::project::docker::{ContextSource, context_sources, matching};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

/// Folders at the top that no official image brings, so that one of these names is a file until something makes it a folder.
const OWN_FOLDERS: [&str; 6] = ["/app", "/code", "/data", "/project", "/work", "/workspace"];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    for instruction in dockerfile.instructions() {
        let count = instruction.copy().map_or(0, |copy| copy.sources.len() + instruction.syntax().heredocs.len());
        if count > 1 {
            report(instruction, &format!("of {count} sources"), cx);
        }
    }
    let is_alone = |it: Instruction<'_>| it.copy().is_some_and(|copy| copy.sources.len() == 1);
    let sources = context_sources(dockerfile);
    let mut patterns = sources.iter().filter(|source| source.is_pattern && is_alone(source.instruction)).peekable();
    if patterns.peek().is_none() {
        return;
    }
    let contexts = cx.project.docker.contexts(dockerfile, &sources, cx.project.files());
    for source in patterns.filter(|source| makes_file(source.instruction)) {
        let count = contexts.iter().map(|context| {
            let ignored = context.ignore_file(dockerfile.file(), cx.project.files());
            let found = matching(context, &source.path, cx.project.files());
            found.iter().filter(|path| ignored.as_ref().is_none_or(|ignored| !ignored.excludes(path))).count()
        });
        let Some(count) = count.min().filter(|count| *count > 1) else { continue };
        report(source.instruction, &what(source, count), cx);
    }
}

fn what(source: &ContextSource<'_>, count: usize) -> String {
    format!("of `{}`, which matches {count} files,", source.written)
}

/// Whether a destination without a slash is surely no folder yet: nothing above it in the stage names it.
fn makes_file(instruction: Instruction<'_>) -> bool {
    let (Some(destination), Some(stage)) = (instruction.destination(), instruction.stage()) else { return false };
    let is_official = stage.external_reference().is_some_and(|reference| reference.official().is_some());
    let above = || stage.instructions().take_while(|it| it.index() < instruction.index());
    let names_it = |it: Instruction<'_>| it.syntax().arguments.as_str().contains(destination.as_str());
    is_official && OWN_FOLDERS.contains(&destination.as_str()) && !above().any(names_it)
}

fn report(instruction: Instruction<'_>, of: &str, cx: &mut Cx<'_>) {
    let Some(copy) = instruction.copy() else { return };
    let value = instruction.evaluate(&copy.destination);
    let Some(destination) = value.as_str() else { return };
    let is_folder = destination.ends_with(['/', '\\'])
        || matches!(destination.rsplit('/').next(), Some("" | "." | ".."))
        || instruction.workdir().is_some_and(|workdir| workdir == destination);
    // `COPY file:6a9b... in /srv`: what `docker history` shows of an instruction, which is no instruction itself.
    let is_history = copy.sources.get(1).is_some_and(|word| *word == *"in")
        && ["file:", "multi:", "dir:"].iter().any(|kind| copy.sources[0].as_str().starts_with(kind));
    if is_history || is_folder || destination.contains('#') || instruction.stage().is_some_and(Stage::is_windows) {
        return;
    }
    let text = &copy.destination;
    let is_plain = text.is_verbatim() && !text.as_str().contains(['"', '\'', '$', '<']);
    let edit = is_plain.then(|| Edit::replace(text.span().at_end(), "/"));
    cx.report(text.span(), format!("destination `{destination}` {of} does not end with a slash"))
        .help(format!("write `{destination}/`"))
        .fix("add the slash", Safety::Safe, edit);
}
