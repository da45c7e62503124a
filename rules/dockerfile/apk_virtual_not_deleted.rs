use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped() {
        return;
    }
    for call in packages::calls(run.commands()) {
        if call.manager != Manager::Apk || call.task != Task::Install {
            continue;
        }
        let group = call.arguments.option(&["virtual", "t"]).and_then(|option| option.value);
        let Some((value, name)) = group.and_then(|value| Some((value, value.text?))) else { continue };
        let is_for_build = name.contains("build") || name.contains("dev") || name.contains("compile");
        if !is_for_build || is_deleted(run, call.at, name) {
            continue;
        }
        let delete = format!("apk del {name}");
        let edit = fix::append_command(run.instruction.dockerfile().syntax(), run.instruction.syntax(), &delete);
        cx.report(run.span_of(value.range), format!("the packages of the group `{name}` stay in the image"))
            .help(format!("run `{delete}` at the end of the same RUN"))
            .fix("remove the group", Safety::Unsafe, edit);
    }
}

/// Whether the group is removed after the command of this index, or may be.
fn is_deleted(run: Run<'_>, at: usize, name: &str) -> bool {
    let removes = packages::calls(run.commands()).any(|call| {
        let is_named = call.arguments.operands.iter().any(|word| word.as_str().is_none_or(|word| word == name));
        call.manager == Manager::Apk
            && call.task == Task::Remove
            && call.at > at
            && (is_named || call.arguments.is_open)
    });
    removes || run.runs_scripts_after(at)
}
