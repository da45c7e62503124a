use super::unpinned::{self, OF_SERVERS};
use crate::model::docker::Run;
use crate::model::packages::{Manager, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.manager == Manager::Apt) {
        if call.arguments.subcommand(0) == Some("install") {
            unpinned::report(run, &call.arguments.operands, is_bare, (OF_SERVERS, "name the version after `=`"), cx);
        }
    }
}

/// Whether a word is the name of a package, or a pattern of names, without a version: no release or removal (`name-`). `g++` is a name.
fn is_bare(name: &str) -> bool {
    !name.contains(['=', '/']) && !name.ends_with('-') && name.strip_suffix(".deb").is_none()
}
