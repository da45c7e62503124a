use rustc_hash::FxHashSet;

use crate::model::compose::Role;
use crate::model::compose::interpolation::{Variable, variables};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

/// What every shell has, and what Compose itself sets.
const ALWAYS_SET: [&str; 9] =
    ["COMPOSE_PROJECT_NAME", "HOME", "HOSTNAME", "LANG", "LOGNAME", "PATH", "PWD", "SHELL", "USER"];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    if project.is_fragment || project.base().is_for_coolify {
        return;
    }
    // A file that is laid over one of a folder above is started from there.
    let mut folder = project.base().folder();
    let mut set: FxHashSet<&str> = cx.project.compose_variables(folder).into_iter().collect();
    while project.base().role == Role::Named && !folder.is_empty() {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        set.extend(cx.project.compose_variables(folder));
    }
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (node, variable) in used(project) {
        let name = variable.name;
        // One with `:?` says by itself that it is missing.
        if variable.modifier.is_none() && !set.contains(name) && !ALWAYS_SET.contains(&name) && seen.insert(name) {
            let message = format!("`{name}` has no default, and no `.env` here has it");
            cx.report(node.span_of(variable.range), message)
                .help(format!("add it to `.env`, or to a sample of one, or write `${{{name}:-default}}`"));
        }
    }
}

/// The variables of a project's files and where they stand.
fn used<'t>(project: &ComposeProject<'t>) -> Vec<(Node<'t>, Variable<'t>)> {
    let nodes = project.files.iter().flat_map(|file| file.texts_with_dollar()).filter(|node| node.is_unknown());
    nodes.flat_map(|node| variables(node.text()).0.into_iter().map(move |variable| (node, variable))).collect()
}
