use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::apt_sources::{self, AptSource};
use crate::model::command::{Command, TextRange, feeders};
use crate::model::distribution;
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let runs = || stage.instructions().filter_map(Run::of);
    let calls: Vec<(Run<'_>, &Command<'_>)> =
        runs().flat_map(|run| run.commands().iter().map(move |command| (run, command))).filter(is_old).collect();
    // Where there is one key and one repository they belong together.
    let edits = match calls.as_slice() {
        [(run, command)] => keyring(*run, command),
        _ => None,
    };
    let is_gone = stage.external_reference().is_some_and(distribution::lacks_apt_key);
    for (run, command) in calls {
        let Some(program) = &command.program else { continue };
        let message = if is_gone {
            "`apt-key` is not in the base image"
        } else {
            "`apt-key` is removed from Debian 13 and Ubuntu 25.04"
        };
        let severity = if is_gone { Severity::Error } else { Severity::Warning };
        cx.report(run.span_of(program.range), message)
            .severity(severity)
            .help("put the key below /etc/apt/keyrings and name it with `signed-by` where the repository is named")
            .fix("keep the key for its repository", Safety::Unsafe, edits.clone().filter(|_| !is_gone));
    }
}

fn is_old((_, command): &(Run<'_>, &Command<'_>)) -> bool {
    let action = command.arguments.iter().find_map(|word| word.as_str().filter(|word| !word.starts_with('-')));
    command.is_any(&["apt-key"]) && matches!(action, Some("add" | "adv")) && !command.context.conditional
}

/// Writes the key to a file of its own, and names that where the only repository of the stage is named. `gpg` is there, because `apt-key`
/// needs it; so is the folder, on each release.
fn keyring(run: Run<'_>, command: &Command<'_>) -> Option<Vec<Edit>> {
    let mut repositories: Vec<(Run<'_>, AptSource<'_>)> = Vec::new();
    for other in run.stage()?.instructions().filter_map(Run::of) {
        repositories.extend(apt_sources::sources(other.commands(), other.text())?.into_iter().map(|it| (other, it)));
    }
    let [(other, repository)] = repositories.as_slice() else { return None };
    let [action, input] = command.arguments.as_slice() else { return None };
    let is_download = feeders(run.commands(), command).last().is_some_and(|it| it.is_any(&["curl", "wget"]));
    let is_plain = action.is("add") && input.is("-") && is_download && command.context.substitution.is_none();
    let key = format!("/usr/share/keyrings/{}.gpg", repository.name);
    let written = TextRange { start: command.program.as_ref()?.range.start, end: input.range.end };
    is_plain.then(|| {
        vec![
            Edit::replace(run.span_of(written), format!("gpg --dearmor -o {key}")),
            Edit::replace(other.span_of(repository.place), repository.signed_by(&key)),
        ]
    })
}
