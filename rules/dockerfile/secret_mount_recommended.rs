use crate::model::command::Argument;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

const INSTALLERS: [&str; 14] =
    ["pip", "pip3", "uv", "poetry", "pipenv", "npm", "yarn", "pnpm", "bundle", "gem", "composer", "go", "git", "cargo"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if run.instruction.mounts().any(|mount| mount.kind() == "secret") {
        return;
    }
    for command in run.commands().iter().filter(|command| command.is_any(&INSTALLERS)) {
        let Some(word) = command.arguments.iter().find(|word| has_credentials(word, run.text())) else { continue };
        let name = command.name().unwrap_or_default();
        cx.report(
            run.span_of(word.range),
            format!("`{name}` gets its credentials from a variable that the image remembers"),
        )
        .help("give them to this `RUN` alone: `--mount=type=secret`");
    }
}

/// Whether a word has a variable where credentials stand: before the `@` of an address, or behind npm's `_authToken`.
fn has_credentials(word: &Argument<'_>, text: &str) -> bool {
    let written = word.range.of(text);
    let address = written.split_once("://").map_or("", |(_, rest)| rest);
    let user = address.split_once('@').map_or("", |(user, _)| user);
    let is_variable = |text: &str| text.contains('$') && !text.contains("$(") && !text.contains('`');
    let token = written.split_once("_authToken").map_or("", |(_, value)| value);
    is_variable(user) && !user.contains('/') || is_variable(token)
}
