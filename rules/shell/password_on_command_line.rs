use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("login") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["docker", "podman", "helm"])) {
        let arguments = command.parsed();
        let logs_in = arguments.subcommand.iter().any(|word| word.is("login"));
        let password = arguments.option(&["p", "password"]).filter(|_| logs_in);
        let Some(value) = password.and_then(|password| password.value) else { continue };
        let program = if command.is_any(&["helm"]) { "helm registry" } else { command.name().unwrap_or_default() };
        let message = match value.text {
            Some(_) => format!("`{program} login` gets a password in its arguments"),
            None => format!("`{program} login` gets `{}` in its arguments", value.range.of(script.text())),
        };
        cx.report(script.place_of(value.range), message).help("pipe it in, to `login --password-stdin`");
    }
}
