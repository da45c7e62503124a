use super::unpinned::{self, OF_SERVERS};
use crate::model::docker::Run;
use crate::model::packages::{Manager, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.manager == Manager::Zypper) {
        // Patterns and patches have no versions to choose from.
        let is_package = call
            .arguments
            .option(&["t", "type"])
            .is_none_or(|option| option.value.and_then(|value| value.text).is_some_and(|kind| kind == "package"));
        if is_package && matches!(call.arguments.subcommand(0), Some("install" | "in")) {
            unpinned::report(run, &call.arguments.operands, is_bare, (OF_SERVERS, "name the version after `=`"), cx);
        }
    }
}

/// Whether a word is the name of a package, or a pattern of names, without a version: no file, address, repository or removal.
fn is_bare(name: &str) -> bool {
    !name.contains(['=', '<', '>', '/', ':'])
        && !name.starts_with(['-', '+', '!', '~'])
        && name.strip_suffix(".rpm").is_none()
}
