use crate::model::docker::Run;
use crate::model::packages::{Manager, Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.manager == Manager::Apk && call.task == Task::Install) {
        let is_bare = |name: &str| {
            !name.contains(['=', '~', '<', '>', '@', '/'])
                && !name.starts_with(['!', '.'])
                && name.strip_suffix(".apk").is_none()
        };
        let unpinned: Vec<_> =
            call.arguments.operands.iter().filter(|word| word.as_str().is_some_and(is_bare)).collect();
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<String> =
            unpinned.iter().filter_map(|word| word.as_str()).map(|name| format!("`{name}`")).collect();
        cx.report(
            run.span_of(first.range),
            format!("whatever version of {} the servers have gets installed", names.join(", ")),
        )
        .help("name the version after `=` or `~`");
    }
}
