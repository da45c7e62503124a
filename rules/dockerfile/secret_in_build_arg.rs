use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety, compose, dockerfile as fix};
use crate::model::credential::{holds_build_secret, is_harmless_value};
use crate::model::docker::{Command, Instruction, Pair, Text, Value};
use crate::project::docker::{Build, Builder};
use crate::rule::{Check, Cx};
use crate::source::FileId;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    for pair in instruction.assignments().iter().filter(|pair| holds_build_secret(pair.name.as_str())) {
        match instruction.command() {
            Command::Env(_) => check_env(instruction, pair, cx),
            _ => check_arg(instruction, pair, cx),
        }
    }
}

fn check_env(instruction: Instruction<'_>, pair: &Pair<'_>, cx: &mut Cx<'_>) {
    let Some(value) = &pair.value else { return };
    if is_left_alone(instruction, value) {
        return;
    }
    cx.report(pair.name.span(), format!("`{}` is kept in the image for everyone who can pull it", pair.name.as_str()))
        .help("give it to the container when it starts, or to a single RUN with `--mount=type=secret`");
}

fn check_arg(instruction: Instruction<'_>, pair: &Pair<'_>, cx: &mut Cx<'_>) {
    let name = pair.name.as_str();
    let default = pair.value.as_ref().filter(|value| !value.is_empty());
    if default.is_some_and(|value| is_harmless(&instruction.evaluate(value))) {
        return;
    }
    let dockerfile = instruction.dockerfile();
    let is_used = dockerfile.uses_variable(name);
    let edits = if is_used { mount(instruction, pair, cx) } else { None };
    let mut services =
        cx.project.docker.builds_of(dockerfile.file()).filter(|build| matches!(build.by, Builder::Service(..)));
    let giver = services.find_map(|build| build.args.place_of(name));
    let mut reported =
        cx.report(pair.name.span(), format!("build argument `{name}` stays in the history of the image"));
    if let Some(place) = giver {
        reported = reported.label(place.span, "handed over here");
    }
    reported
        .severity(if is_used { Severity::Warning } else { Severity::Info })
        .help("give it to the RUN that needs it with `--mount=type=secret`")
        .fix("mount it as a secret of the build", Safety::Unsafe, edits);
}

/// Takes the argument away and gives each RUN that names it a secret instead, under the same name. Only where all that names it is RUN in
/// the same stage, and whoever hands a value over can hand over a secret.
fn mount(argument: Instruction<'_>, pair: &Pair<'_>, cx: &Cx<'_>) -> Option<Vec<Edit>> {
    /// The first version of the frontend with `env` of secret mounts (<https://docs.docker.com/reference/dockerfile/#run---mounttypesecret>).
    const WITH_VARIABLES: u32 = 10;
    let dockerfile = argument.dockerfile();
    let is_alone = matches!(argument.command(), Command::Arg(pairs) if pairs.len() == 1) && pair.value.is_none();
    if !is_alone || argument.stage().is_none() || !dockerfile.knows_version(WITH_VARIABLES) {
        return None;
    }
    let name = pair.name.as_str();
    let mut edits = vec![fix::remove(dockerfile.syntax(), argument.syntax())];
    for instruction in dockerfile.naming(name).filter(|it| it.index() != argument.index()) {
        let is_after = instruction.stage() == argument.stage() && instruction.index() > argument.index();
        instruction.script().filter(|_| is_after)?;
        edits.push(fix::append_flag(instruction.syntax(), &format!("--mount=type=secret,id={name},env={name}")));
    }
    edits.extend(handed_over(dockerfile.file(), name, cx)?);
    Some(edits)
}

/// The edits that make those who hand an argument over hand over a secret instead: none if nobody does. `None` unless it is a single
/// service that does, and nothing else builds the Dockerfile.
fn handed_over(dockerfile: FileId, name: &str, cx: &Cx<'_>) -> Option<Vec<Edit>> {
    let builds: Vec<&Build> = cx.project.docker.builds_of(dockerfile).collect();
    if builds.iter().all(|build| build.args.lacks(name)) {
        return Some(Vec::new());
    }
    // Several projects may have the same service.
    if builds.iter().any(|build| build.place.span != builds[0].place.span) {
        return None;
    }
    let (project, service) = cx.project.docker.service_of(builds[0], &cx.project.compose)?;
    compose::secret_for_argument(service, &project.files, name)
}

/// Whether a variable of an ENV is left alone because its value is surely no secret.
pub(super) fn is_left_alone(instruction: Instruction<'_>, value: &Text<'_>) -> bool {
    !value.as_str().contains('$') && is_harmless(&instruction.evaluate(value))
}

/// Whether a value is surely no secret.
fn is_harmless(value: &Value) -> bool {
    value.as_str().is_some_and(is_harmless_value)
}
