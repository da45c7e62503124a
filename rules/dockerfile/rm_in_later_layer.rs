use std::collections::{HashMap, HashSet};

use super::consecutive_run::{flags, joined};
use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Argument, Command as Called};
use crate::model::credential::is_secret_file;
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// How the names of files end that are seldom small: archives, packages, installers. A script of a few lines is not worth a word.
const LARGE: [&str; 19] = [
    ".7z", ".apk", ".bin", ".bz2", ".deb", ".gz", ".iso", ".jar", ".msi", ".rpm", ".run", ".sql", ".tar", ".tgz",
    ".war", ".whl", ".xz", ".zip", ".zst",
];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_shipped() || stage.is_windows() {
        return;
    }
    let mut brought: HashMap<String, Instruction<'_>> = HashMap::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Copy(_) | Command::Add(_) => {
                brought.extend(copied(instruction).into_iter().map(|path| (path, instruction)));
            }
            Command::Run(_) => {
                if !brought.is_empty() {
                    check_run(instruction, &brought, cx);
                }
                brought.extend(downloaded(instruction).into_iter().map(|path| (path, instruction)));
            }
            _ => {}
        }
    }
}

fn check_run(run: Instruction<'_>, brought: &HashMap<String, Instruction<'_>>, cx: &mut Cx<'_>) {
    let Some(text) = run.script() else { return };
    for command in run.commands().iter().filter(|command| command.is_any(&["rm"])) {
        for word in command.parsed().operands.iter().filter(|word| word.as_str().is_some()) {
            let path = word.as_str().and_then(|path| run.absolute(path));
            // Of secrets another rule says more.
            let path = path.filter(|path| !is_secret_file(path));
            let Some((path, from)) = path.and_then(|path| brought.get_key_value(&path)) else { continue };
            let edits = if from.copy().is_some() { mounted(*from, run, command, path) } else { in_one(*from, run) };
            let name = word.as_str().unwrap_or_default();
            cx.report(text.span_of(word.range.range()), format!("`{name}` stays in an earlier layer of the image"))
                .label(from.keyword_span(), "brought here")
                .help(
                    "remove it in the RUN that brings it, or show it to the RUN that needs it with `--mount=type=bind`",
                )
                .fix("do it in one layer", Safety::Unsafe, edits);
        }
    }
}

/// Joins the RUN that brings a file with the one directly below that removes it.
fn in_one(from: Instruction<'_>, run: Instruction<'_>) -> Option<Vec<Edit>> {
    let is_next = from.index() + 1 == run.index() && flags(from) == flags(run);
    let are_chains = fix::Chain::of(from).is_some() && fix::Chain::of(run).is_some();
    (is_next && are_chains).then(|| joined(from, run))?.map(|edit| vec![edit])
}

/// Shows a file that is copied to those that use it up to the RUN that removes it, and which must not change it then.
fn mounted(from: Instruction<'_>, run: Instruction<'_>, rm: &Called<'_>, path: &str) -> Option<Vec<Edit>> {
    let copy = from.copy().filter(|copy| copy.sources.len() == 1 && !copy.is_json && from.syntax().flags.is_empty())?;
    let (source, name) = (copy.sources[0].as_str(), path.rsplit('/').next()?);
    let is_plain = |text: &str| !text.contains([',', '$', '*', '?', '[', '"', '\'']) && !text.contains("://");
    // What ADD unpacks is not there by its name.
    let is_file = matches!(from.command(), Command::Copy(_)) && is_plain(source) && is_plain(path);
    if !is_file || rm.parsed().operands.len() != 1 {
        return None;
    }
    let dockerfile = run.dockerfile();
    let mut edits = vec![fix::remove(dockerfile.syntax(), from.syntax())];
    for at in from.index() + 1..=run.index() {
        let user = dockerfile.instruction(at);
        let removal = (at == run.index()).then_some(rm);
        if uses(user, name, removal)? {
            let mount = format!("--mount=type=bind,source={source},target={path}");
            edits.push(fix::append_flag(user.syntax(), &mount));
        }
    }
    let is_used = edits.len() > 1;
    let chain = fix::Chain::of(run).filter(|_| is_used)?;
    edits.extend(chain.remove(&[chain.position(rm.range)?])?);
    Some(edits)
}

/// Whether an instruction uses a file but for its removal; `None` if it changes it, or is no RUN.
fn uses(user: Instruction<'_>, name: &str, removal: Option<&Called<'_>>) -> Option<bool> {
    const CHANGE: [&str; 10] = ["chmod", "chown", "mv", "sed", "touch", "gunzip", "bunzip2", "unxz", "gzip", "rm"];
    if !user.syntax().arguments.as_str().contains(name) {
        return Some(false);
    }
    let text = user.script()?.as_str();
    let is_other = |command: &&Called<'_>| removal.is_none_or(|removal| command.range != removal.range);
    // What is mounted cannot be removed, nor can the folder around it.
    let is_wide = |it: &Called<'_>| it.range.of(text).contains('*') || it.parsed().has(&["r", "R", "recursive"]);
    if user.commands().iter().filter(is_other).any(|it| it.is_any(&["rm"]) && is_wide(it)) {
        return None;
    }
    let mut users = user.commands().iter().filter(|it| it.range.of(text).contains(name)).filter(is_other).peekable();
    let is_used = users.peek().is_some();
    (!users.any(|command| command.is_any(&CHANGE))).then_some(is_used)
}

/// The paths at which large files of a COPY surely are.
fn copied(instruction: Instruction<'_>) -> Vec<String> {
    let (Some(copy), Some(destination)) = (instruction.copy(), instruction.destination()) else { return Vec::new() };
    if !destination.starts_with('/') {
        return Vec::new();
    }
    let is_large = |path: &str| LARGE.iter().any(|end| path.ends_with(end));
    let is_folder = copy.sources.len() > 1 || copy.destination.as_str().ends_with(['/', '.']);
    if !is_folder {
        return Some(destination).filter(|path| is_large(path)).into_iter().collect();
    }
    let names = copy.sources.iter().filter_map(|source| {
        let value = instruction.evaluate(source);
        let name = value.as_str()?.rsplit('/').next()?.to_owned();
        (is_large(&name) && !name.contains(['*', '?', '['])).then_some(name)
    });
    names.map(|name| format!("{}/{name}", destination.trim_end_matches('/'))).collect()
}

/// The paths that downloads are written to, if the same RUN removes nothing that could be one of them.
fn downloaded(run: Instruction<'_>) -> Vec<String> {
    let is_removal = |command: &&Called<'_>| command.is_any(&["rm", "mv"]);
    let removed: HashSet<&str> =
        run.commands().iter().filter(is_removal).flat_map(|it| &it.arguments).map(name).collect();
    if removed.contains("") || run.mounts().next().is_some() {
        return Vec::new();
    }
    let loaded = run.commands().iter().filter_map(|command| {
        let arguments = command.parsed();
        let option = match command.name()? {
            "curl" => arguments.option(&["o", "output"]),
            "wget" => arguments.option(&["O", "output-document"]),
            _ => None,
        }?;
        let path = option.value.as_ref()?.text.filter(|path| *path != "-")?;
        let name = path.rsplit('/').next().unwrap_or(path);
        (!removed.contains(name)).then(|| run.absolute(path))?
    });
    loaded.collect()
}

/// The last part of a path, or nothing if it may be that of several.
fn name<'a>(word: &'a Argument<'_>) -> &'a str {
    let text = word.as_str().unwrap_or_default();
    if text.contains(['*', '?', '[']) { "" } else { text.rsplit('/').next().unwrap_or(text) }
}
