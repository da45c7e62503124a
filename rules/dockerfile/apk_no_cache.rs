use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options with which the index of the image is not used, or is that of another system.
const OTHER: [&str; 5] = ["no-cache", "cache-dir", "root", "p", "no-network"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped()
        || cx.project.docker.is_tool(run.instruction.span().file, cx.project.files())
        || Manager::Apk.caches().iter().any(|folder| run.is_mounted(folder))
    {
        return;
    }
    let last_cleaning = run.last_cleaning(Manager::Apk);
    for call in packages::calls(run.commands()) {
        let adds = call.manager == Manager::Apk && call.task == Task::Install && !call.arguments.operands.is_empty();
        if !adds || !call.arguments.lacks(&OTHER) || last_cleaning.is_some_and(|last| last > call.at) {
            continue;
        }
        let Some(verb) = call.verb() else { continue };
        // `--no-cache` fetches the index by itself.
        let update = call.arguments.options.iter().find(|option| matches!(option.name, "update" | "update-cache"));
        let span = run.span_of(update.map_or(verb.range, |option| option.range));
        let edit = match update {
            Some(_) => Edit::replace(span, "--no-cache"),
            None => Edit::replace(span.at_end(), " --no-cache"),
        };
        cx.report(
            run.span_of(verb.range),
            format!("`{}` leaves an index of all packages in the image", run.shown(call.command.range)),
        )
        .help("add `--no-cache`")
        .fix("add `--no-cache`", Safety::Safe, edit);
    }
}
