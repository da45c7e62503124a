use crate::fix::{Edit, Safety};
use crate::model::command::readers;
use crate::model::command::{Arguments, Command};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options with which the answer is looked at, or the settings stand elsewhere.
const OTHER: [&str; 10] = ["f", "fail", "fail-with-body", "fail-early", "K", "config", "I", "head", "w", "write-out"];

/// Programs that an error page does not pass.
const CHECKING: [&str; 18] = [
    "apt-get", "apt", "bsdtar", "bunzip2", "cosign", "dpkg", "gpg", "gunzip", "gzip", "jq", "minisign", "patch", "rpm",
    "tar", "unzip", "xz", "zstd", "7z",
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let commands = run.commands();
    let last_check = commands.iter().rposition(is_check);
    for (at, command) in commands.iter().enumerate().filter(|(_, command)| command.is_any(&["curl"])) {
        let arguments = command.parsed();
        let is_web = |word: &str| word.starts_with("https://") || word.starts_with("http://");
        let is_download = arguments.operands.iter().any(|word| is_web(&word.prefix)) && arguments.lacks(&OTHER);
        let is_checked = last_check.is_some_and(|last| last > at);
        if !is_download || is_checked || command.context.tested || !is_saved(command, &arguments) {
            continue;
        }
        let Some(program) = command.program.as_ref().filter(|_| readers(commands, command).next().is_none()) else {
            continue;
        };
        let span = run.span_of(program.range);
        cx.report(span, format!("`{}` saves an error page like the file", run.shown(command.range)))
            .help("add `--fail`, so that it fails where the server says no")
            .fix("add `--fail`", Safety::Safe, Edit::replace(span.at_end(), " --fail"));
    }
}

fn is_check(command: &Command<'_>) -> bool {
    let is_sum = command.name().is_some_and(|name| name.ends_with("sum"));
    is_sum || command.is_any(&CHECKING) || command.is_script()
}

/// Whether what comes is written to a file.
fn is_saved(command: &Command<'_>, arguments: &Arguments<'_, '_>) -> bool {
    use crate::model::command::RedirectOperator::{Append, Output};
    let is_file = |path: &str| !matches!(path, "-" | "/dev/null" | "/dev/stdout");
    let to_option = arguments.option(&["o", "output"]).and_then(|option| option.value);
    let is_redirected = command.redirections.iter().any(|redirection| {
        matches!(redirection.operator, Output | Append)
            && !matches!(redirection.descriptor, Some(2..))
            && redirection.target.as_str().is_none_or(is_file)
    });
    arguments.has(&["O", "remote-name"])
        || to_option.is_some_and(|value| value.text.is_none_or(is_file))
        || is_redirected
}
