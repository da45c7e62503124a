use crate::diagnostic::Severity;
use crate::model::command::Argument;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// The tools of packaging, which are brought up to date before others are installed.
const TOOLS: [&str; 9] = ["pip", "setuptools", "wheel", "uv", "pipenv", "poetry", "virtualenv", "pip-tools", "build"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for (at, command) in run.commands().iter().enumerate() {
        let arguments = command.parsed();
        let is_pip =
            command.name().is_some_and(|name| name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.') == "pip");
        let is_bound = || arguments.has(&["c", "constraint", "no-index"]) || run.has_variable(at, "PIP_CONSTRAINT");
        if !is_pip || arguments.subcommand(0) != Some("install") || is_bound() {
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
        let unpinned: Vec<_> = arguments.operands.iter().filter(|word| is_bare(word)).collect();
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<String> =
            unpinned.iter().filter_map(|word| word.as_str()).map(|name| format!("`{name}`")).collect();
        cx.report(
            run.span_of(first.range),
            format!("whatever version of {} is the newest gets installed", names.join(", ")),
        )
        .help("name the versions, or keep them in a requirements file");
    }
}

/// Whether a requirement is a name (with extras, perhaps) and nothing else.
fn is_bare(word: &Argument<'_>) -> bool {
    let Some(text) = word.as_str() else { return false };
    let name = text.split('[').next().unwrap_or_default();
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let ends_well = text.len() == name.len() || text.ends_with(']');
    is_name && ends_well && !TOOLS.contains(&name.to_ascii_lowercase().as_str())
}
