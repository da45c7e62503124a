use crate::model::command::Command;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// The pools of key servers that were shut down in June 2021 (<https://www.sks-keyservers.net/>).
const DEAD: &str = "sks-keyservers.net";

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let names_other = |other: &Command<'_>| other.range.of(run.text()).contains("keyserver");
    for command in run.commands().iter().filter(|command| command.is_any(&["gpg", "gpg2", "apt-key"])) {
        // What follows `||` asks another server.
        let has_other = command.context.tested && run.commands().iter().filter(|other| names_other(other)).count() > 1;
        let arguments = command.parsed();
        let server = arguments.option(&["keyserver"]).and_then(|option| option.value);
        let Some(server) = server.filter(|server| !has_other && server.prefix.contains(DEAD)) else { continue };
        let shown = server.text.unwrap_or(server.prefix);
        cx.report(run.span_of(server.range), format!("the key server `{shown}` was shut down in 2021"))
            .help("use `hkps://keys.openpgp.org`, or copy the key into the image");
    }
}
