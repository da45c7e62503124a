use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// Arguments of git-sync that name a program to be run.
const ARGUMENTS: [&str; 4] = ["git", "askpass-url", "exechook-command", "sync-hook-command"];
/// The variables that stand for them, with their prefixes.
const VARIABLES: [&str; 2] = ["GITSYNC_", "GIT_SYNC_"];
const NAMES: [&str; 4] = ["GIT", "ASKPASS_URL", "EXECHOOK_COMMAND", "HOOK_COMMAND"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let is_git_sync = container.image_node().and_then(Node::as_str).is_some_and(|image| image.contains("git-sync"));
    if !is_git_sync {
        return;
    }
    let arguments = ["command", "args"].into_iter().filter_map(|key| container.node().get(key)).flat_map(Node::items);
    let argument = arguments.into_iter().find(|item| {
        let name = item.text().trim_start_matches('-').split('=').next().unwrap_or_default();
        item.text().starts_with('-') && ARGUMENTS.contains(&name)
    });
    let variable = container.env().into_iter().map(|(name, _)| name).find(|name| is_hook(name.text()));
    if let Some(place) = argument.or(variable) {
        let what = place.text().split('=').next().unwrap_or_default();
        cx.report(
            place,
            format!("container `{}` lets git-sync run a program of somebody's choice (`{what}`)", container.name()),
        )
        .help("leave it out: whoever writes to where the program lies runs it with the rights of the container");
    }
}

fn is_hook(name: &str) -> bool {
    let rest = VARIABLES.iter().find_map(|prefix| name.strip_prefix(prefix));
    rest.is_some_and(|rest| NAMES.contains(&rest))
}
