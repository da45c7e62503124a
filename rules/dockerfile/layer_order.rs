use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Installation, installation, needs_no_sources};
use crate::model::docker::{Command as Keyword, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut copied: Option<Instruction<'_>> = None;
    for instruction in stage.instructions() {
        if instruction.copy().is_some() && instruction.copied_from().is_none() {
            if instruction.copied_context().is_none() {
                // Something is copied before the rest: that may well be the manifest, by whatever name.
                if copied.is_none() {
                    return;
                }
            } else if copied.is_none() {
                copied = Some(instruction);
            }
        }
        let Some(copy) = copied else { continue };
        if let Some(at) = first_installation(instruction) {
            report(copy, instruction, at, cx);
            return;
        }
    }
}

fn report(copy: Instruction<'_>, run: Instruction<'_>, at: usize, cx: &mut Cx<'_>) {
    let (Some(source), Some(text)) = (copy.copied_context(), run.script()) else { return };
    let Some(found) = installation(&run.commands()[at]) else { return };
    let range = run.commands()[at].range.range();
    let written = text.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let message =
        format!("`{written}` runs again after every change, because `{}` is copied before it", source.as_str());
    let edits = split(copy, run, at, &found, cx);
    cx.report(source.span(), message)
        .label(text.span_of(range), "installed here")
        .help(format!("copy {} first, install, and copy the rest after it", found.noun))
        .fix("copy the manifest first", Safety::Unsafe, edits);
}

/// The place among the commands of a RUN of the first one that installs what a manifest names and nothing of the program itself. What is
/// kept in a cache mount is not installed again.
fn first_installation(run: Instruction<'_>) -> Option<usize> {
    if run.mounts().next().is_some() {
        return None;
    }
    let commands = run.commands();
    let changes_folder = commands.iter().any(|command| command.is_any(&["cd", "pushd"]));
    let at = commands.iter().position(|command| installation(command).is_some())?;
    (!changes_folder && !commands[at].context.conditional).then_some(at)
}

/// Copies what the installation reads, and everything else below it. Only where the RUN does nothing but install, and what it reads can
/// be told from the files that are there.
fn split(
    copy: Instruction<'_>,
    run: Instruction<'_>,
    at: usize,
    found: &Installation<'_>,
    cx: &Cx<'_>,
) -> Option<Vec<Edit>> {
    let (dockerfile, arguments) = (copy.dockerfile(), copy.copy()?);
    let others = run.commands().iter().enumerate().filter(|(place, _)| *place != at);
    let does_only_install = others.map(|(_, command)| command).all(needs_no_sources);
    // A folder to work in counts for what is copied only where that is not copied to an absolute path.
    let is_absolute = arguments.destination.as_str().starts_with('/');
    let is_indifferent =
        |it: Instruction<'_>| it.needs_no_sources() || is_absolute && matches!(it.command(), Keyword::Workdir(_));
    let mut between = (copy.index() + 1..run.index()).map(|at| dockerfile.instruction(at));
    let is_simple = arguments.sources.len() == 1 && !arguments.is_json && copy.syntax().heredocs.is_empty();
    if !does_only_install || !is_simple || !between.all(is_indifferent) {
        return None;
    }
    // Where no folder is set, what is copied to `.` lands at the root or wherever the base image says.
    let folder = run.workdir()?;
    if folder.is_empty() || copy.destination()? != folder {
        return None;
    }
    let files = cx.project.files();
    let names = cx.project.docker.files_of(found, dockerfile.file(), files)?;
    let below = names[0].rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let flags = copy.syntax().flags.iter().map(|flag| format!("{} ", files.text(flag.span)));
    let destination = arguments.destination.as_str();
    let slash = if destination.ends_with('/') { "" } else { "/" };
    let left = format!("COPY {}{} {destination}{slash}{below}", flags.collect::<String>(), names.join(" "));
    fix::move_below(dockerfile.syntax(), copy.syntax(), run.syntax(), &left)
}
