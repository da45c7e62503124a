use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Run};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // `ONBUILD WORKDIR` would hold for the whole build of the other image.
    if run.is_trigger() {
        return;
    }
    // One that has no effect at all is told of by `cd-has-no-effect`.
    let idle = run.idle_cd();
    // One finding says it: who mends it sees the rest.
    let is_change = |command: &&crate::model::command::Command<'_>| {
        let is_idle = idle.is_some_and(|idle| idle.range == command.range);
        command.is_any(&["cd"]) && !is_idle && !command.context.in_subshell && command.context.substitution.is_none()
    };
    let Some(command) = run.commands().iter().find(is_change) else { return };
    let shown = run.shown(command.range);
    cx.report(run.span_of(command.range), format!("`{shown}` holds for the rest of this `RUN` alone"))
        .help("use `WORKDIR` for a folder in which more than this is done")
        .fix("go there with `WORKDIR`", Safety::Unsafe, said(run));
}

/// Goes to the folder by WORKDIR and back behind the RUN, if that begins with `cd` and knows no other.
fn said(run: Run<'_>) -> Option<Vec<Edit>> {
    let chain = fix::Chain::of(run.instruction)?;
    let mut changes = run.commands().iter().filter(|command| command.is_any(&["cd", "pushd", "popd"]));
    let (Some(change), None) = (changes.next(), changes.next()) else { return None };
    let [folder] = change.arguments.as_slice() else { return None };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let folder = folder.as_str().filter(|path| path.chars().all(is_plain) && !path.starts_with('-'))?;
    if chain.position(change.range) != Some(0) || chain.len() == 1 {
        return None;
    }
    let stage = run.stage()?;
    let next = stage.instructions().find(|it| it.index() > run.instruction.index());
    let goes_on = |it: &Command<'_>| matches!(it, Command::Workdir(folder) if folder.as_str().starts_with('/'));
    let before = run.instruction.workdir()?;
    let before = if before.is_empty() && stage.begins_in_root() { "/" } else { before };
    let folder = if folder.starts_with('/') { folder.to_owned() } else { run.instruction.absolute(folder)? };
    if folder.trim_end_matches('/') == before {
        return chain.remove(&[0]);
    }
    let mut edits = chain.replace(&[0], &format!("WORKDIR {folder}"))?;
    if !next.is_some_and(|next| goes_on(next.command())) {
        if !before.starts_with('/') || !before.chars().all(is_plain) {
            return None;
        }
        let (syntax, back) = (run.instruction.dockerfile().syntax(), format!("WORKDIR {before}"));
        edits.push(fix::insert_after(syntax, run.instruction.syntax(), &back));
    }
    Some(edits)
}
