use crate::fix::{Safety, dockerfile as fix};
use crate::model::command::{Command, readers};
use crate::model::distribution::Distribution;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Programs that fail if they read nothing, or not what they look for; and those that run what they read, which is told of elsewhere.
const DEMANDING: [&str; 31] = [
    "apt-key",
    "ash",
    "base64",
    "bash",
    "bsdtar",
    "bunzip2",
    "cpio",
    "dash",
    "dpkg",
    "gpg",
    "gunzip",
    "gzip",
    "md5sum",
    "node",
    "php",
    "zsh",
    "patch",
    "perl",
    "python",
    "python3",
    "rpm",
    "ruby",
    "sh",
    "sha1sum",
    "sha256sum",
    "sha512sum",
    "tar",
    "unzip",
    "xz",
    "zcat",
    "zstd",
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if run.has_pipefail() {
        return;
    }
    let hides = |command: &&Command<'_>| {
        let context = &command.context;
        let mut next = readers(run.commands(), command);
        let is_lenient = next
            .next()
            .is_some_and(|reader| reader.name().is_some() && !reader.is_any(&DEMANDING) && !reader.is_script());
        is_lenient && !context.tested && context.substitution.is_none() && !context.in_function && may_fail(command)
    };
    let Some(left) = run.commands().iter().find(hides) else { return };
    let is_checked = run.commands().iter().any(|command| {
        command.name().is_some_and(|name| name.starts_with("sha") && name.ends_with("sum"))
            || command.is_any(&["gpg", "cosign"])
    });
    let Some(reader) = readers(run.commands(), left).next().filter(|_| !is_checked) else { return };
    let (program, shell) = match run.distribution() {
        Some(Distribution::Alpine) => ("ash", r#"SHELL ["/bin/ash", "-eo", "pipefail", "-c"]"#),
        _ => ("bash", r#"SHELL ["/bin/bash", "-o", "pipefail", "-c"]"#),
    };
    let edit = run.distribution().filter(|_| run.instruction.shell().is_none() && !run.is_exec());
    let edit = edit.map(|_| fix::insert_before(run.instruction.dockerfile().syntax(), run.instruction.syntax(), shell));
    let (left_name, reader_name) = (left.name().unwrap_or_default(), reader.name().unwrap_or_default());
    let help = if run.is_exec() {
        format!("let {program} run the script, and begin it with `set -o pipefail`")
    } else {
        format!("let the pipe fail with {program}: `{shell}`")
    };
    cx.report(
        run.span_of(left.range),
        format!("if `{left_name}` fails, `{reader_name}` goes on without its output and the build succeeds"),
    )
    .help(help)
    .fix("let pipes fail", Safety::Unsafe, edit);
}

/// Whether a command depends on what lies outside of the image, or on a build.
fn may_fail(command: &Command<'_>) -> bool {
    let arguments = command.parsed();
    let verb = arguments.subcommand(0).unwrap_or_default();
    match command.name().unwrap_or_default() {
        "curl" | "wget" | "aws" | "gsutil" | "make" | "mvn" | "gradle" => true,
        "git" => matches!(verb, "clone" | "fetch" | "archive"),
        "pip" | "pip3" => verb == "install",
        "npm" | "yarn" | "pnpm" => matches!(verb, "install" | "ci" | "run" | "build" | "test" | "i"),
        "cargo" | "go" => matches!(verb, "build" | "test" | "install" | "run"),
        _ => false,
    }
}
