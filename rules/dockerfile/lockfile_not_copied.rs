use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::command::{Command, locked_installation};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let (docker, files) = (&cx.project.docker, cx.project.files());
    let instruction = run.instruction;
    for (at, command) in run.commands().iter().enumerate() {
        let Some(need) = locked_installation(command).filter(|_| run.commands()[..at].iter().all(is_indifferent))
        else {
            continue;
        };
        let Some((copy, manifest)) = instruction.copied_by_name(need.manifest) else { continue };
        let contexts = docker.contexts_of(instruction.span().file, files);
        // The context is the one in which the manifest lies.
        let Some(context) = contexts.iter().find(|context| files.exists(&path(context, manifest.as_str()))) else {
            continue;
        };
        let beside = manifest.as_str().strip_suffix(need.manifest).unwrap_or_default();
        let lock = need.locks.iter().find(|lock| files.exists(&path(context, &format!("{beside}{lock}"))));
        let lacks =
            |lock: &&str| instruction.in_workdir(lock).is_some_and(|it| instruction.surely_lacks(&it, context, files));
        let Some(name) = lock.or(need.locks.first().filter(|_| need.is_required)) else { continue };
        if !need.locks.iter().all(lacks) {
            continue;
        }
        let shown = run.shown(command.range);
        let (severity, message) = if need.is_required {
            (Severity::Error, format!("`{shown}` fails, because `{name}` is not copied"))
        } else {
            (Severity::Warning, format!("`{shown}` does not see `{name}`, because that is not copied"))
        };
        let is_plain = copy.copy().is_some_and(|it| !it.is_json && it.destination.as_str().ends_with(['/', '.']));
        let edit = lock.filter(|_| is_plain);
        cx.report(run.span_of(command.range), message)
            .severity(severity)
            .label(manifest.span(), "only the manifest is copied")
            .help(format!("copy `{name}` beside `{}`", need.manifest))
            .fix(
                format!("copy `{name}`"),
                Safety::Unsafe,
                edit.map(|lock| Edit::replace(manifest.span().at_end(), format!(" {beside}{lock}"))),
            );
    }
}

fn path(context: &str, below: &str) -> String {
    let below = below.trim_start_matches("./");
    if context.is_empty() { below.to_owned() } else { format!("{context}/{below}") }
}

/// Whether a command neither changes the folder nor writes the lock file.
fn is_indifferent(command: &Command<'_>) -> bool {
    command.is_any(&["set", "corepack", "echo", "apk", "apt-get", "mkdir"])
}
