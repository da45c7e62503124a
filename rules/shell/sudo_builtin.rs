use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Commands of the shell that no program does.
const BUILTINS: [&str; 16] = [
    "cd", "export", "source", ".", "alias", "unset", "eval", "set", "declare", "local", "readonly", "shopt", "pushd",
    "popd", "trap", "ulimit",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("sudo ") {
        return;
    }
    let of_sudo = |wrapper: Option<&str>| wrapper == Some("sudo");
    for command in script.commands() {
        if of_sudo(command.wrappers.last().map(|wrapper| wrapper.name)) && command.is_any(&BUILTINS) {
            let name = command.name().unwrap_or_default();
            cx.report(
                script.place_of(command.range),
                format!("`{name}` is of the shell, and nothing that `sudo` could run"),
            )
            .help("write `sudo sh -c '...'` around all that depends on it");
        }
    }
}
