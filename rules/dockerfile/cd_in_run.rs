use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let [first, rest @ ..] = run.commands() else { return };
    // In a shell of its own, in between, or in a branch, there is no other way.
    let is_plain = !first.context.conditional && !first.context.tested && first.context.substitution.is_none();
    let is_alone = run.text().trim_start().starts_with('(');
    if is_alone
        || !first.is_any(&["cd"])
        || !is_plain
        || rest.is_empty()
        || rest.iter().any(|command| command.is_any(&["cd", "pushd"]))
    {
        return;
    }
    let [folder] = first.arguments.as_slice() else { return };
    let Some(path) = folder.as_str().filter(|path| *path != "-") else { return };
    cx.report(run.span_of(first.range), format!("`cd {path}` holds for this RUN only"))
        .help(format!("write `WORKDIR {path}` above"));
}
