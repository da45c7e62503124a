use crate::model::command::Command;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !["/dev/tcp/", "/dev/udp/", "nc ", "ncat ", "netcat ", "socat "].iter().any(|tool| text.contains(tool)) {
        return;
    }
    for command in script.commands().iter().filter(|command| is_remote_shell(command)) {
        let name = command.name().unwrap_or_default();
        cx.report(script.place_of(command.range), format!("`{name}` gives a shell to whoever is at the other end"))
            .help("take it out, and find out who put it there");
    }
}

/// Whether a command connects a shell with the network.
fn is_remote_shell(command: &Command<'_>) -> bool {
    let is_shell = |word: &str| {
        let name = word.rsplit('/').next().unwrap_or_default();
        matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh")
    };
    let has = |test: &dyn Fn(&str) -> bool| command.arguments.iter().any(|word| word.as_str().is_some_and(test));
    match command.name() {
        Some("bash" | "sh" | "zsh") => {
            let is_net = |file: &str| file.starts_with("/dev/tcp/") || file.starts_with("/dev/udp/");
            let is_interactive = has(&|word| word.starts_with('-') && !word.starts_with("--") && word.contains('i'));
            is_interactive && command.redirections.iter().any(|redirection| is_net(&redirection.target.prefix))
        }
        Some("nc" | "ncat" | "netcat") => {
            let gives = |word: &str| {
                matches!(word, "--exec" | "--sh-exec")
                    || word.starts_with('-')
                        && !word.starts_with("--")
                        && word.contains(['e', 'c'])
                        && !word.contains('z')
            };
            has(&gives) && has(&is_shell)
        }
        Some("socat") => {
            has(&|word| {
                let word = word.to_ascii_lowercase();
                let program = word.strip_prefix("exec:").or_else(|| word.strip_prefix("system:"));
                program.is_some_and(|program| {
                    is_shell(program.trim_matches(['"', '\'']).split([' ', ',']).next().unwrap_or_default())
                })
            }) && has(&|word| word.to_ascii_lowercase().starts_with("tcp"))
        }
        _ => false,
    }
}
