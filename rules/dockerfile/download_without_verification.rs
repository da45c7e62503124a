use crate::model::command::{Argument, Command};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Endings of the names of archives, packages and programs.
const ENDINGS: [&str; 22] = [
    ".tar.gz",
    ".tgz",
    ".tar.xz",
    ".txz",
    ".tar.bz2",
    ".tbz2",
    ".tar.zst",
    ".tar",
    ".zip",
    ".gz",
    ".xz",
    ".deb",
    ".rpm",
    ".apk",
    ".jar",
    ".war",
    ".exe",
    ".msi",
    ".run",
    ".bin",
    ".phar",
    ".AppImage",
];

/// Programs that compare what was downloaded with what is expected.
const CHECKS: [&str; 8] = ["gpg", "gpg2", "gpgv", "cosign", "minisign", "openssl", "shasum", "slsa-verifier"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let is_check = |command: &Command<'_>| {
        command.is_any(&CHECKS) || command.name().is_some_and(|name| name.ends_with("sum")) || command.is_script()
    };
    // From the last check on nothing is compared any more.
    let checked = run.commands().iter().rposition(is_check).map_or(0, |at| at + 1);
    for command in run.commands().iter().skip(checked).filter(|command| command.is_any(&["curl", "wget"])) {
        let arguments = command.parsed();
        let Some(address) = arguments.operands.iter().find(|word| is_program(word)) else { continue };
        let shown = address.range.of(run.text()).trim_matches(['"', '\'']);
        cx.report(run.span_of(address.range), format!("nothing says what `{shown}` has to contain"))
            .help("compare it with a checksum that you know: `sha256sum --check`");
    }
}

/// Whether a word is the address of an archive or a program.
fn is_program(word: &Argument<'_>) -> bool {
    let text = &word.prefix;
    let is_web = text.starts_with("https://") || text.starts_with("http://") || text.starts_with("ftp://");
    let known = word.as_str().map(|text| text.split(['?', '#']).next().unwrap_or_default());
    let is_archive = known.is_some_and(|path| ENDINGS.iter().any(|ending| path.ends_with(ending)));
    is_web && (is_archive || text.contains("/releases/download/") || text.contains("/releases/latest/download/"))
}
