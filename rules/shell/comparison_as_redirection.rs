use crate::model::command::{Command, RedirectOperator, Redirection};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains(['<', '>']) {
        return;
    }
    for command in script.commands() {
        for redirection in &command.redirections {
            let (RedirectOperator::Input | RedirectOperator::Output) = redirection.operator else { continue };
            let target = redirection.target.range.of(text);
            let sign = if redirection.operator == RedirectOperator::Input { '<' } else { '>' };
            let (message, check, help) = if is_in_brackets(command, redirection) {
                let message = format!("`{sign}` in `[ ]` is no comparison: it opens a file called `{target}`");
                (message, "shellcheck:SC2071", "compare numbers with `-lt`, `-gt` and the like")
            } else if is_descriptor(text, redirection) {
                let message = format!("this writes to a file called `{target}`");
                (message, "shellcheck:SC2210", "write `2>&1` for where the output goes")
            } else if is_version(text, command, redirection) {
                let message = format!("`{sign}` outside of quotes is a redirection: it opens a file called `{target}`");
                (message, "shellcheck:SC2210", "put the name and its version in quotes")
            } else {
                continue;
            };
            cx.report(script.place_of(redirection.target.range), message).stands_for([check]).help(help);
        }
    }
}

/// Whether it stands between the brackets of a test.
fn is_in_brackets(command: &Command<'_>, redirection: &Redirection<'_>) -> bool {
    let closing = command.arguments.last().filter(|last| command.is_any(&["["]) && last.is("]"));
    closing.is_some_and(|closing| redirection.target.range.end < closing.range.start)
        && !redirection.target.prefix.starts_with("/dev/")
        && redirection.descriptor.is_none()
}

/// Whether it is `2>1`, without a blank.
fn is_descriptor(text: &str, redirection: &Redirection<'_>) -> bool {
    let is_glued = text[..redirection.target.range.start as usize].ends_with('>');
    redirection.descriptor.is_some() && is_glued && matches!(redirection.target.as_str(), Some("1" | "2"))
}

/// Whether it is `name>=1.2` or `name<2` among the arguments of a program that installs packages.
fn is_version(text: &str, command: &Command<'_>, redirection: &Redirection<'_>) -> bool {
    const INSTALLERS: [&str; 16] = [
        "pip",
        "pip3",
        "uv",
        "pipx",
        "conda",
        "mamba",
        "micromamba",
        "poetry",
        "pdm",
        "npm",
        "yarn",
        "pnpm",
        "gem",
        "apk",
        "python",
        "python3",
    ];
    let target = redirection.target.range.of(text);
    let before = text[..redirection.target.range.start as usize].trim_end_matches(['<', '>']);
    let is_glued = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ']');
    let is_number = target.trim_start_matches('=').starts_with(|c: char| c.is_ascii_digit());
    command.is_any(&INSTALLERS) && redirection.descriptor.is_none() && is_glued && is_number
}
