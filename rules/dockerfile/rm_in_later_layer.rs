use std::collections::HashMap;

use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command as Called;
use crate::model::credential::is_secret_file;
use crate::model::docker::{Command, FileUse, Instruction, Stage};
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
        let is_run = matches!(instruction.command(), Command::Run(_));
        if is_run && !brought.is_empty() {
            check_run(instruction, &brought, cx);
        }
        let is_large = |path: &String| is_run || LARGE.iter().any(|end| path.ends_with(end));
        let large = instruction.brought_files().into_iter().filter(is_large);
        brought.extend(large.map(|path| (path, instruction)));
    }
}

fn check_run(run: Instruction<'_>, brought: &HashMap<String, Instruction<'_>>, cx: &mut Cx<'_>) {
    let Some(text) = run.script() else { return };
    for command in run.commands().iter().filter(|command| command.is_any(&["rm"])) {
        for word in command.parsed().operands {
            let Some(name) = word.as_str() else { continue };
            // Of secrets another rule says more.
            let path = run.absolute(name).filter(|path| !is_secret_file(path));
            let Some((path, from)) = path.and_then(|path| brought.get_key_value(&path)) else { continue };
            let edits = if from.copy().is_some() { mounted(*from, run, command, path) } else { in_one(*from, run) };
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
    let is_next = from.index() + 1 == run.index() && from.has_flags_of(run);
    let are_chains = fix::Chain::of(from).is_some() && fix::Chain::of(run).is_some();
    (is_next && are_chains).then(|| fix::join(from, run))?.map(|edit| vec![edit])
}

/// Shows a file that is copied to those that use it up to the RUN that removes it, and which must not change it then.
fn mounted(from: Instruction<'_>, run: Instruction<'_>, rm: &Called<'_>, path: &str) -> Option<Vec<Edit>> {
    let (source, name) = (from.plain_copy()?.source.as_str(), path.rsplit('/').next()?);
    let is_plain = |text: &str| !text.contains([',', '$', '*', '?', '[', '"', '\'']) && !text.contains("://");
    // What ADD unpacks is not there by its name.
    let is_file = matches!(from.command(), Command::Copy(_)) && is_plain(source) && is_plain(path);
    if !is_file || rm.parsed().operands.len() != 1 {
        return None;
    }
    let dockerfile = run.dockerfile();
    let mut edits = vec![fix::remove(dockerfile.syntax(), from.syntax())];
    for user in (from.index() + 1..=run.index()).map(|at| dockerfile.instruction(at)) {
        match user.use_of_file(name, (user.index() == run.index()).then_some(rm.range)) {
            FileUse::Nothing => {}
            FileUse::Reads => {
                let mount = format!("--mount=type=bind,source={source},target={path}");
                edits.push(fix::append_flag(user.syntax(), &mount));
            }
            FileUse::MayChange => return None,
        }
    }
    let is_used = edits.len() > 1;
    let chain = fix::Chain::of(run).filter(|_| is_used)?;
    edits.extend(chain.remove(&[chain.position(rm.range)?])?);
    Some(edits)
}
