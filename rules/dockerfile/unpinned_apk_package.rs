use super::unpinned::{self, OF_SERVERS};
use crate::model::docker::Run;
use crate::model::packages::{Manager, Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.manager == Manager::Apk && call.task == Task::Install) {
        let help = "name the version after `=` or `~`";
        unpinned::report(run, &call.arguments.operands, is_bare, (OF_SERVERS, help), cx);
    }
}

/// Whether a word is the name of a package without a version: no file or conflict. `name@edge` says where from, not which version.
fn is_bare(name: &str) -> bool {
    !name.contains(['=', '~', '<', '>', '/']) && !name.starts_with(['!', '.']) && name.strip_suffix(".apk").is_none()
}
