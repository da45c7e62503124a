use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Command, TextRange};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let Some(cd) = run.idle_cd() else { return };
    let shown = run.shown(cd.range);
    let reported = cx
        .report(
            run.span_of(cd.range),
            format!("`{shown}` has no effect: the next instruction begins where this one began"),
        )
        .help("use `WORKDIR`")
        .fix("go there with `WORKDIR`", Safety::Unsafe, as_workdir(run, cd));
    // KICS leaves a RUN alone that does nothing else.
    if run.commands().len() == 1 {
        reported.stands_for(["hadolint:DL3003", "trivy:DS-0013", "semgrep:use-workdir", "droast:DF008"]);
    }
}

/// Goes to the folder below the RUN. Only for a folder that is written out, at the end of a plain chain.
fn as_workdir(run: Run<'_>, cd: &Command<'_>) -> Option<Vec<Edit>> {
    let (dockerfile, syntax) = (run.instruction.dockerfile().syntax(), run.instruction.syntax());
    let [folder] = cd.arguments.as_slice() else { return None };
    let folder = folder.as_str().filter(|path| path.starts_with('/') && !path.contains([' ', '$', '\\']))?;
    let is_last = run.text().get(cd.range.end as usize..)?.trim().is_empty();
    if run.is_trigger() || run.is_exec() || !syntax.heredocs.is_empty() || !is_last || !cd.wrappers.is_empty() {
        return None;
    }
    let line = format!("WORKDIR {folder}");
    if run.commands().len() == 1 {
        let source = &dockerfile.source[syntax.span.range()];
        return (!source.contains('\n')).then(|| vec![Edit::replace(syntax.span, line)]);
    }
    let before = run.text()[..cd.range.start as usize].trim_end();
    let before = before.strip_suffix("&&").or_else(|| before.strip_suffix(';'))?.trim_end();
    let end = run.commands().iter().rev().nth(1)?.range.end as usize;
    let joint = run.span_of(TextRange { start: u32::try_from(before.len()).ok()?, end: cd.range.end });
    // A comment between the lines would be lost.
    let is_plain = before.len() == end && !dockerfile.source[joint.range()].contains('#');
    is_plain.then(|| vec![Edit::replace(joint, ""), fix::insert_after(dockerfile, syntax, &line)])
}
