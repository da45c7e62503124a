use crate::fix::{Edit, Safety};
use crate::model::command::{Command, TextRange, remote_scripts};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let commands = run.commands();
    // What is run at once is told of by `shell/curl-pipe-shell`.
    let told: Vec<TextRange> = remote_scripts(commands).iter().map(|found| found.url.range).collect();
    for (at, command) in commands.iter().enumerate() {
        let Some((range, address)) = plain_address(command).filter(|(range, _)| !told.contains(range)) else {
            continue;
        };
        if commands[at + 1..].iter().any(is_check) {
            continue;
        }
        let program = command.name().unwrap_or_default();
        let shown = address.trim_matches(['"', '\'']);
        cx.report(run.span_of(range), format!("anyone on the way can change what `{program}` gets from `{shown}`"))
            .help("use https, or compare what comes with a known checksum")
            .fix("use https", Safety::Unsafe, encrypted(run, range));
    }
}

/// Asks the same host by HTTPS.
fn encrypted(run: Run<'_>, word: TextRange) -> Option<Edit> {
    let start = word.start as usize + word.of(run.text()).find("http://")?;
    let end = start + "http".len();
    Some(Edit::replace(
        run.span_of(TextRange { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? }),
        "https",
    ))
}

/// The address of plain HTTP or FTP that a command takes something from.
fn plain_address<'c>(command: &'c Command<'_>) -> Option<(TextRange, &'c str)> {
    let arguments = command.parsed();
    match command.name()? {
        "curl" | "wget" => {
            let sends = ["d", "data", "X", "request", "T", "upload-file", "post-data", "I", "head", "spider"];
            let word =
                arguments.operands.iter().find(|word| is_plain(&word.prefix)).filter(|_| !arguments.has(&sends))?;
            Some((word.range, &word.prefix))
        }
        "git" if arguments.subcommand(0) == Some("clone") => {
            let word = arguments.operands.iter().find(|word| is_plain(&word.prefix))?;
            Some((word.range, &word.prefix))
        }
        "pip" | "pip3" | "npm" | "yarn" | "pnpm" => {
            let registries = ["i", "index-url", "extra-index-url", "registry", "f", "find-links"];
            let value = arguments.option(&registries)?.value.filter(|value| is_plain(value.prefix))?;
            let prefix = value.prefix;
            Some((value.range, prefix))
        }
        _ => None,
    }
}

/// Whether an address is one of plain HTTP or FTP on a host of the public network.
fn is_plain(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("http://").or_else(|| text.strip_prefix("ftp://")) else { return false };
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
    let is_cut = host.len() == rest.len() && !host.contains('.');
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_own =
        matches!(last, "internal" | "local" | "localhost" | "lan" | "corp" | "home" | "test" | "svc" | "intranet");
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    host.contains('.') && !is_cut && !is_own && !is_number && !host.contains('$')
}

fn is_check(command: &Command<'_>) -> bool {
    let is_sum = command.name().is_some_and(|name| name.ends_with("sum"));
    is_sum || command.is_any(&["gpg", "gpg2", "gpgv", "cosign", "minisign", "openssl", "rpmkeys"])
}
