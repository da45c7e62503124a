use super::unpinned_pip_package::is_pip;
use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // Packages of the system are kept below /var.
    let is_kept = || {
        let mut mounts = run.instruction.mounts().filter(|mount| matches!(mount.kind(), "cache" | "tmpfs"));
        mounts.any(|mount| mount.target().is_none_or(|target| may_be_cache(run, target)))
    };
    if !run.is_shipped() || cx.project.docker.is_tool(run.instruction.span().file, cx.project.files()) || is_kept() {
        return;
    }
    // What a script does that is called cannot be seen.
    let last_removal =
        run.commands().iter().rposition(|command| removes_cache(run, command, "cache") || command.is_script());
    let removes = |folder: Option<&str>, at: usize| match folder {
        Some(folder) => run.commands()[at + 1..].iter().any(|command| removes_cache(run, command, folder)),
        None => false,
    } || last_removal.is_some_and(|last| last > at);
    let mut is_configured = None;
    for (at, command) in run.commands().iter().enumerate() {
        let arguments = command.parsed();
        let installs = is_pip(command) && matches!(arguments.subcommand(0), Some("install" | "wheel" | "download"));
        let folder = arguments.option(&["cache-dir"]).and_then(|option| option.value.as_ref());
        // Where it is cannot be known.
        if folder.is_some_and(|folder| folder.text.is_none()) {
            continue;
        }
        let folder = folder.and_then(|folder| folder.text);
        let is_used = installs && arguments.lacks(&["no-cache-dir", "dry-run", "h", "help"]);
        if !is_used || run.has_variable(at, "PIP_NO_CACHE_DIR") || removes(folder, at) {
            continue;
        }
        let is_configured = *is_configured.get_or_insert_with(|| {
            run.is_configured("global.no-cache-dir", "/etc/pip") || run.is_configured("pip.conf", "/etc/pip")
        });
        let Some(verb) = arguments.subcommand.first().filter(|_| !is_configured) else { continue };
        let span = run.span_of(verb.range);
        cx.report(span, format!("`{}` keeps what it downloads in the image", run.shown(command.range)))
            .help("add `--no-cache-dir`, or mount a cache at /root/.cache/pip")
            .fix(
                "add `--no-cache-dir`",
                Safety::Safe,
                folder.is_none().then(|| Edit::replace(span.at_end(), " --no-cache-dir")),
            );
    }
}

/// Whether a folder may be where pip keeps what it downloads: below a home, or named as such.
fn may_be_cache(run: Run<'_>, folder: &str) -> bool {
    let is_home = |folder: &str| ["/root", "/home"].iter().any(|home| folder.starts_with(home));
    let is_named = ["cache", "pip", "$", "~"].iter().any(|part| folder.contains(part));
    let is_set = ["PIP_CACHE_DIR", "XDG_CACHE_HOME", "HOME"].iter().any(|name| run.instruction.is_declared(name));
    !folder.starts_with("/var/") && (is_home(folder) || is_named || is_set || run.text().contains(folder))
}

/// Whether a command removes the cache, or may: it purges it, or names a folder.
fn removes_cache(run: Run<'_>, command: &Command<'_>, folder: &str) -> bool {
    let is_purge = command.is_any(&["pip", "pip3"]) && command.arguments.iter().any(|word| word.is("purge"));
    is_purge || command.is_any(&["rm", "find"]) && command.range.of(run.text()).contains(folder)
}
