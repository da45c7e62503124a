use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Ports at which one logs in to a machine, and what listens there.
const PORTS: [(u32, &str); 3] = [(22, "SSH"), (23, "Telnet"), (3389, "Remote Desktop")];

/// What only a server for git has to do with: there, SSH is how people fetch and push.
const GIT_SERVERS: [&str; 6] = ["gitlab", "gitea", "gogs", "forgejo", "git-shell", "/home/git"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Expose(ports) = instruction.command() else { return };
    let is_for_git = || instruction.stage().is_some_and(|stage| stage.has(speaks_of_git, ""));
    for port in ports {
        let value = instruction.evaluate(port);
        let Some(text) = value.as_str() else { continue };
        let (range, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) else { continue };
        let own = cx.list("ports").iter().filter_map(|port| port.parse().ok()).map(|port| (port, "another server"));
        let is_meant = |(port, name): &(u32, &str)| (first..=last).contains(port) && !(*name == "SSH" && is_for_git());
        let found = PORTS.into_iter().chain(own).find(is_meant);
        if let Some((_, name)) = found.filter(|_| protocol.eq_ignore_ascii_case("tcp")) {
            cx.report(
                port.span(),
                format!("port `{text}` is that of {name}: a server to log in at is one more way into the container"),
            )
            .help("use `docker exec` or `kubectl exec`, which need no server, key or password in the image");
        }
    }
}

fn speaks_of_git(instruction: Instruction<'_>, _: &str) -> bool {
    let text = instruction.syntax().arguments.as_str().to_ascii_lowercase().replace("gitlab.com", "");
    GIT_SERVERS.iter().any(|name| text.contains(name))
}
