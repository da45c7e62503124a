use crate::diagnostic::Severity;
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let action = command.arguments.iter().find_map(|word| word.as_str().filter(|word| !word.starts_with('-')));
        let is_old = command.is_any(&["apt-key"]) && matches!(action, Some("add" | "adv"));
        let Some(program) = command.program.as_ref().filter(|_| is_old && !command.context.conditional) else {
            continue;
        };
        let is_gone = has_none(run);
        let message = if is_gone {
            "`apt-key` is not in the base image"
        } else {
            "`apt-key` is removed from Debian 13 and Ubuntu 25.04"
        };
        let severity = if is_gone { Severity::Error } else { Severity::Warning };
        cx.report(run.span_of(program.range), message)
            .severity(severity)
            .help("put the key below /etc/apt/keyrings and name it with `signed-by` where the repository is named");
    }
}

/// Whether the base image is one of Debian or Ubuntu that surely has no `apt-key`.
fn has_none(run: Run<'_>) -> bool {
    let Some(image) = run.stage().and_then(Stage::external_reference) else { return false };
    let tag = image.tag.unwrap_or_default();
    let version: Option<u32> = tag.split(['-', '.']).next().and_then(|number| number.parse().ok());
    match image.official() {
        Some("debian") => tag.starts_with("trixie") || version.is_some_and(|version| version >= 13),
        Some("ubuntu") => version.is_some_and(|version| version >= 25),
        _ => false,
    }
}
