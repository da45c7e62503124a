use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Command, Installation, installation, needs_no_sources};
use crate::model::docker::{Dockerfile, Instruction, Stage, may_be_ignored};
use crate::rule::{Check, Cx};
use crate::source::join_path;

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
        if let Some((commands, at)) = first_installation(instruction) {
            report(copy, instruction, commands, at, cx);
            return;
        }
    }
}

fn report(copy: Instruction<'_>, run: Instruction<'_>, commands: &[Command<'_>], at: usize, cx: &mut Cx<'_>) {
    let (Some(source), Some(text)) = (copy.copied_context(), run.script()) else { return };
    let Some(found) = installation(&commands[at]) else { return };
    let range = commands[at].range.range();
    let written = text.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let message =
        format!("`{written}` runs again after every change, because `{}` is copied before it", source.as_str());
    let edits = split(copy, run, commands, at, cx);
    cx.report(source.span(), message)
        .label(text.span_of(range), "installed here")
        .help(format!("copy {} first, install, and copy the rest after it", found.noun))
        .fix("copy the manifest first", Safety::Unsafe, edits);
}

/// The commands of a RUN and the place of the first one that installs what a manifest names and nothing of the program itself. What is
/// kept in a cache mount is not installed again.
fn first_installation(run: Instruction<'_>) -> Option<(&[Command<'_>], usize)> {
    if run.mounts().next().is_some() {
        return None;
    }
    let commands = run.commands();
    let changes_folder = commands.iter().any(|command| command.is_any(&["cd", "pushd"]));
    let at = commands.iter().position(|command| installation(command).is_some())?;
    (!changes_folder && !commands[at].context.conditional).then_some((commands, at))
}

/// Copies what the installation reads, and everything else below it. Only where the RUN does nothing but install, and what it reads can
/// be told from the files that are there.
fn split(
    copy: Instruction<'_>,
    run: Instruction<'_>,
    commands: &[Command<'_>],
    at: usize,
    cx: &Cx<'_>,
) -> Option<Vec<Edit>> {
    let (dockerfile, arguments) = (copy.dockerfile(), copy.copy()?);
    let others = commands.iter().enumerate().filter(|(place, _)| *place != at);
    let does_only_install = others.map(|(_, command)| command).all(needs_no_sources);
    let mut between = (copy.index() + 1..run.index()).map(|at| dockerfile.instruction(at));
    // A folder to work in counts for what is copied only where that is not copied to an absolute path.
    let is_absolute = arguments.destination.as_str().starts_with('/');
    let is_indifferent = |it: Instruction<'_>| {
        use crate::model::docker::Command::{Arg, Env, Expose, Label, Run, Shell, User, Workdir};
        match it.command() {
            Arg(_) | Env(_) | Expose(_) | Label(_) | Shell(_) | User(_) => true,
            Workdir(_) => is_absolute,
            Run(_) => it.script().is_some() && it.commands().iter().all(needs_no_sources),
            _ => false,
        }
    };
    let is_simple = arguments.sources.len() == 1 && !arguments.is_json && copy.syntax().heredocs.is_empty();
    if !does_only_install || !is_simple || !between.all(is_indifferent) {
        return None;
    }
    // Where no folder is set, what is copied to `.` lands at the root or wherever the base image says.
    let folder = run.workdir()?;
    if folder.is_empty() || copy.destination()? != folder {
        return None;
    }
    let names = read_files(&installation(&commands[at])?, dockerfile, cx)?;
    let below = names[0].rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let flags = copy.syntax().flags.iter().map(|flag| format!("{} ", cx.project.files().text(flag.span)));
    let destination = arguments.destination.as_str();
    let slash = if destination.ends_with('/') { "" } else { "/" };
    let left = format!("COPY {}{} {destination}{slash}{below}", flags.collect::<String>(), names.join(" "));
    fix::move_below(dockerfile.syntax(), copy.syntax(), run.syntax(), &left)
}

/// The files that an installation reads, relative to the context. `None` if they cannot be told, may not be part of the context, or it
/// is not clear which folder that is.
fn read_files(found: &Installation<'_>, dockerfile: &Dockerfile<'_>, cx: &Cx<'_>) -> Option<Vec<String>> {
    let files = cx.project.files();
    let contexts = cx.project.docker.contexts_of(dockerfile.file(), files);
    let is_in =
        |context: &String| found.manifest.and_then(|name| join_path(context, name)).is_some_and(|it| files.exists(&it));
    let is_known = cx.project.docker.has_known_context(dockerfile.file());
    if !is_known && !contexts.iter().any(is_in) {
        return found.usual_files();
    }
    let mut having = contexts.iter().filter_map(|context| Some((context, found.files(context, files)?)));
    let (Some((context, names)), None) = (having.next(), having.next()) else { return None };
    let path = files.get(dockerfile.file()).path();
    let is_odd = |name: &String| {
        name.contains([' ', '"', '$', '*', '?', '[', '\\']) || may_be_ignored(name, context, path, files)
    };
    (!names.iter().any(is_odd)).then_some(names)
}
