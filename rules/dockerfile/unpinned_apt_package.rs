use crate::model::docker::Run;
use crate::model::packages::{Manager, Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()) {
        let has_release = call.arguments.has(&["t", "target-release", "default-release"]);
        let installs = call.arguments.subcommand(0) == Some("install");
        if call.manager != Manager::Apt || call.task != Task::Install || !installs || has_release {
            continue;
        }
        // `name-` is taken away; `g++` is the name of a package.
        let is_bare = |name: &str| {
            !name.contains(['=', '/', '*']) && !name.ends_with('-') && name.strip_suffix(".deb").is_none()
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
        .help("name the version after `=`");
    }
}
