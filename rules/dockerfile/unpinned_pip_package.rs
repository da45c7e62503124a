use super::unpinned::{self, NEWEST};
use crate::diagnostic::Severity;
use crate::model::command::{Arguments, Command};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// The tools of packaging, which are brought up to date before others are installed.
const TOOLS: [&str; 9] = ["pip", "setuptools", "wheel", "uv", "pipenv", "poetry", "virtualenv", "pip-tools", "build"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for (at, command) in run.commands().iter().enumerate() {
        let arguments = command.parsed();
        if command.is_any(&["pipx"]) && matches!(arguments.subcommand(0), Some("install" | "inject")) {
            let help = "name the version after `==`";
            // `pipx inject` names the program first that gets the packages.
            let skipped = usize::from(arguments.subcommand(0) == Some("inject"));
            let packages = arguments.operands.get(skipped..).unwrap_or_default();
            unpinned::report(run, packages, is_unpinned, (NEWEST, help), cx);
            continue;
        }
        if !is_pip(command) || arguments.subcommand(0) != Some("install") || is_bound(run, at, &arguments) {
            continue;
        }
        // `pip install flask>=3.1` without quotes is a redirection.
        if let Some(lost) = command.redirections.iter().find(|redirection| redirection.target.prefix.starts_with('=')) {
            let file = &lost.target.prefix;
            cx.report(
                run.span_of(lost.target.range),
                format!("the shell takes `>` for a redirection and writes a file `{file}`"),
            )
            .severity(Severity::Warning)
            .help("put the requirement in quotes");
            continue;
        }
        let upgrades = arguments.has(&["U", "upgrade"]);
        let is_unpinned = |text: &str| is_unpinned(text) && !(upgrades && is_tool(text));
        let help = "name the versions, or keep them in a requirements file";
        unpinned::report(run, &arguments.operands, is_unpinned, (NEWEST, help), cx);
    }
}

/// Whether the program is pip, of any version.
pub(super) fn is_pip(command: &Command<'_>) -> bool {
    command
        .name()
        .is_some_and(|name| name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-')) == "pip")
}

/// Whether a file or an address says which versions it may be.
pub(super) fn is_bound(run: Run<'_>, at: usize, arguments: &Arguments<'_, '_>) -> bool {
    arguments.has(&["c", "constraint", "r", "requirement", "no-index"]) || run.has_variable(at, "PIP_CONSTRAINT")
}

/// Whether it is a tool of packaging itself.
pub(super) fn is_tool(text: &str) -> bool {
    TOOLS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a requirement is a name (with extras, perhaps) and nothing else, or a repository without a reference.
fn is_unpinned(text: &str) -> bool {
    if let Some((kind, address)) = text.split_once('+').filter(|_| text.contains("://")) {
        // The address may begin with a user and `@`.
        let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        return matches!(kind, "git" | "hg" | "svn" | "bzr") && !path.contains('@');
    }
    let name = text.split('[').next().unwrap_or_default();
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name && (text.len() == name.len() || text.ends_with(']'))
}
