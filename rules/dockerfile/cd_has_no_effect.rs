use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety, dockerfile::Chain};
use crate::model::command;
use crate::model::docker::{Command, Run};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let Some(cd) = run.idle_cd() else { return };
    let shown = run.shown(cd.range);
    let mut reported = cx
        .report(
            run.span_of(cd.range),
            format!("`{shown}` has no effect: the next instruction begins where this one began"),
        )
        .help("use `WORKDIR`")
        .fix("say it with `WORKDIR`", Safety::Unsafe, said(run, cd));
    // Who went elsewhere before may only want to be out of there again.
    let mut before = run.commands().iter().take_while(|command| command.range.start < cd.range.start);
    if before.any(|command| command.is_any(&["cd", "pushd"])) {
        reported = reported.severity(Severity::Info);
    }
    // KICS leaves a RUN alone that goes to a folder by its full path and does nothing else.
    let is_full = cd.arguments.iter().all(|word| word.prefix.starts_with('/') && !word.prefix.contains(".."));
    if run.commands().len() == 1 && is_full {
        reported.stands_for(["hadolint:DL3003", "trivy:DS-0013", "semgrep:use-workdir", "droast:DF008"]);
    }
}

/// Takes the command out and goes to the folder by `WORKDIR`, unless the next instruction does so.
fn said(run: Run<'_>, cd: &command::Command<'_>) -> Option<Vec<Edit>> {
    let instruction = run.instruction;
    let chain = Chain::of(instruction)?;
    let gone = [chain.position(cd.range)?];
    let next = instruction.dockerfile().instructions().nth(instruction.index() + 1);
    if next.is_some_and(|next| matches!(next.command(), Command::Workdir(folder) if folder.as_str().starts_with('/'))) {
        return chain.remove(&gone);
    }
    let [folder] = cd.arguments.as_slice() else { return None };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    // A relative one would be another folder once a WORKDIR is put before it.
    let folder = folder.as_str().filter(|path| path.starts_with('/') && path.chars().all(is_plain))?;
    chain.replace(&gone, &format!("WORKDIR {folder}"))
}
