use super::unpinned::{self, OF_SERVERS};
use crate::model::docker::Run;
use crate::model::packages::{Manager, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// The checks of other tools for each program.
const OF_YUM: &[&str] = &["hadolint:DL3033", "kics:dockerfile/yum_install_without_version"];
const OF_DNF: &[&str] = &["hadolint:DL3041", "kics:dockerfile/missing_version_specification_in_dnf_install"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.manager == Manager::Dnf) {
        let words = &call.arguments.operands;
        let checks = Some(if call.command.is_any(&["yum"]) { OF_YUM } else { OF_DNF });
        match (call.arguments.subcommand(0), call.arguments.subcommand(1)) {
            (Some("install" | "in"), _) => {
                let help = "name the version after a dash";
                unpinned::report_as(run, words, is_bare, (OF_SERVERS, help), checks, cx);
            }
            (Some("module"), Some("install")) => {
                let is_bare = |name: &str| !name.contains(':');
                let help = "name the stream after a colon";
                unpinned::report_as(run, words, is_bare, (OF_SERVERS, help), checks, cx);
            }
            _ => {}
        }
    }
}

/// Whether a word is the name of a package, or a pattern of names, without a version: no file, group, module, address or capability.
fn is_bare(name: &str) -> bool {
    // A part of a name that begins with a digit may be the version.
    let names_version = name.split('-').skip(1).any(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    !names_version
        && !name.contains(['/', ':', '=', '<', '>', '('])
        && !name.starts_with(['@', '-'])
        && name.strip_suffix(".rpm").is_none()
}
