use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Stage, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.begins_in_root() {
        return;
    }
    let Some((copy, source, destination)) = first_relative(stage) else { return };
    cx.report(destination.span(), format!("`{}` goes to `/`, because no `WORKDIR` is set", source.as_str()))
        .help("set `WORKDIR /app` before it, or write where it goes from `/` on")
        .fix("work in a folder", Safety::Unsafe, set(copy));
}

/// Folders of the system.
const OF_SYSTEM: [&str; 18] = [
    "bin", "boot", "dev", "etc", "home", "lib", "lib64", "media", "mnt", "opt", "proc", "root", "run", "sbin", "sys",
    "tmp", "usr", "var",
];

/// Goes to a folder before the first copy: to the one that is gone to later, if there is one. Only where nothing after it names what may
/// lie in the root directory.
fn set(copy: Instruction<'_>) -> Option<Edit> {
    let dockerfile = copy.dockerfile();
    let is_plain =
        |path: &&str| path.starts_with('/') && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b));
    let later = copy.stage()?.instructions().filter(|it| it.index() > copy.index()).find_map(|it| match it.command() {
        Command::Workdir(folder) => Some(folder.as_str()),
        _ => None,
    });
    let folder = later.unwrap_or("/app");
    let own = is_plain(&folder).then(|| folder[1..].split('/').next())?;
    let names_root = |it: Instruction<'_>| {
        let text = it.syntax().arguments.as_str();
        text.match_indices('/').any(|(at, _)| {
            let is_inner = text[..at].ends_with(|c: char| c.is_alphanumeric() || "/._-*})".contains(c));
            let name = text[at + 1..].split(|c: char| !c.is_alphanumeric() && !"._-".contains(c)).next();
            let is_other = later.is_some() && name == own || name.is_some_and(|name| OF_SYSTEM.contains(&name));
            !is_inner && !is_other
        })
    };
    let mut after = dockerfile.instructions().skip(copy.index());
    let line = format!("WORKDIR {folder}");
    (!after.any(names_root)).then(|| fix::insert_before(dockerfile.syntax(), copy.syntax(), &line))
}

/// The first relative destination of a stage that no `WORKDIR` stands before, and what goes there. The first is enough: all go to the
/// same place.
pub(super) fn first_relative(stage: Stage<'_>) -> Option<(Instruction<'_>, &Text<'_>, &Text<'_>)> {
    let here = stage.instructions().filter(|it| it.workdir() == Some(""));
    here.filter_map(|instruction| Some((instruction, instruction.copy()?))).find_map(|(instruction, copy)| {
        let written = instruction.evaluate(&copy.destination);
        // What it begins with is enough: `app/$VERSION`.
        let start = copy.destination.as_str().trim_start_matches('"').split('$').next();
        let destination = written.as_str().or(start.filter(|start| !start.is_empty()))?;
        let is_elsewhere =
            destination.starts_with(['/', '~', '\\', '$', '%']) || destination.as_bytes().get(1) == Some(&b':');
        (!is_elsewhere).then_some((instruction, copy.sources.first().unwrap_or(&copy.destination), &copy.destination))
    })
}
