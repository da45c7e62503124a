use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Place, Severity};
use crate::fix::{Edit, Safety, compose, dockerfile as fix};
use crate::model::credential::{holds_build_secret, is_harmless_value};
use crate::model::docker::{Command, Dockerfile, Instruction, Pair, Text, Value};
use crate::project::docker::{Build, Builder};
use crate::rule::{Check, Cx};
use crate::source::FileId;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let used = used_variables(dockerfile);
    let mentions = mentions(dockerfile);
    for instruction in dockerfile.instructions().map(Instruction::triggered) {
        match instruction.command() {
            Command::Env(pairs) => pairs.iter().for_each(|pair| check_env(instruction, pair, cx)),
            Command::Arg(pairs) => pairs.iter().for_each(|pair| check_arg(instruction, pair, (&used, &mentions), cx)),
            _ => {}
        }
    }
}

fn check_env(instruction: Instruction<'_>, pair: &Pair<'_>, cx: &mut Cx<'_>) {
    let Some(value) = pair.value.as_ref().filter(|_| holds_build_secret(pair.name.as_str())) else { return };
    if is_left_alone(instruction, value) {
        return;
    }
    cx.report(pair.name.span(), format!("`{}` is kept in the image for everyone who can pull it", pair.name.as_str()))
        .help("give it to the container when it starts, or to a single RUN with `--mount=type=secret`");
}

fn check_arg(
    instruction: Instruction<'_>,
    pair: &Pair<'_>,
    (used, mentions): (&HashSet<&str>, &HashMap<&str, Vec<usize>>),
    cx: &mut Cx<'_>,
) {
    let name = pair.name.as_str();
    if !holds_build_secret(name)
        || pair.value.as_ref().is_some_and(|value| !value.is_empty() && is_harmless(&instruction.evaluate(value)))
    {
        return;
    }
    let places = mentions.get(name).map_or(&[][..], Vec::as_slice);
    let edits = if used.contains(name) { mount(instruction, pair, places, cx) } else { None };
    let severity = if used.contains(name) { Severity::Warning } else { Severity::Info };
    let giver = giver(instruction.dockerfile().file(), name, cx);
    let mut reported =
        cx.report(pair.name.span(), format!("build argument `{name}` stays in the history of the image"));
    if let Some(place) = giver {
        reported = reported.label(place.span, "handed over here");
    }
    reported.severity(severity).help("give it to the RUN that needs it with `--mount=type=secret`").fix(
        "mount it as a secret of the build",
        Safety::Unsafe,
        edits,
    );
}

/// Takes the argument away and gives each RUN that names it a secret instead, under the same name. Only where all that names it is RUN in
/// the same stage, and whoever hands a value over can hand over a secret.
fn mount(argument: Instruction<'_>, pair: &Pair<'_>, places: &[usize], cx: &Cx<'_>) -> Option<Vec<Edit>> {
    let dockerfile = argument.dockerfile();
    let is_alone = matches!(argument.syntax().command, Command::Arg(ref pairs) if pairs.len() == 1);
    if pair.value.is_some() || !is_alone || argument.stage().is_none() || !knows_secret_variables(dockerfile) {
        return None;
    }
    let name = pair.name.as_str();
    let mut edits = vec![fix::remove(dockerfile.syntax(), argument.syntax())];
    for instruction in places.iter().map(|at| dockerfile.instruction(*at)) {
        if instruction.index() == argument.index() {
            continue;
        }
        let is_after = instruction.stage() == argument.stage() && instruction.index() > argument.index();
        instruction.script().filter(|_| is_after)?;
        edits.push(fix::append_flag(instruction.syntax(), &format!("--mount=type=secret,id={name},env={name}")));
    }
    edits.extend(handed_over(dockerfile.file(), name, cx)?);
    Some(edits)
}

/// The first place where a Compose file hands an argument over to a build of the Dockerfile.
fn giver(dockerfile: FileId, name: &str, cx: &Cx<'_>) -> Option<Place> {
    let mut builds = cx.project.docker.builds_of(dockerfile).filter(|build| matches!(build.by, Builder::Service(..)));
    builds.find_map(|build| build.args.names.iter().find(|(given, _)| given == name)).map(|(_, place)| *place)
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
    let Builder::Service(project, service) = builds[0].by else { return None };
    let project = cx.project.compose.iter().nth(project)?;
    compose::secret_for_argument(project.services.get(service)?, &project.files, name)
}

/// Whether the file's grammar has `env` of secret mounts: it came with version 1.10
/// (<https://docs.docker.com/reference/dockerfile/#run---mounttypesecret>).
fn knows_secret_variables(dockerfile: &Dockerfile<'_>) -> bool {
    dockerfile.syntax().directive("syntax").is_none_or(|directive| {
        let version = directive.value.as_str().strip_prefix("docker/dockerfile:").unwrap_or_default();
        let minor = version.strip_prefix("1.").and_then(|rest| rest.split(['.', '-']).next()?.parse::<u32>().ok());
        matches!(version, "1" | "latest") || minor.is_some_and(|minor| minor >= 10)
    })
}

/// The instructions that mention the name of a secret argument, by name.
fn mentions<'d>(dockerfile: &'d Dockerfile<'_>) -> HashMap<&'d str, Vec<usize>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for instruction in &dockerfile.syntax().instructions {
        if let Command::Arg(pairs) = &instruction.command {
            let names = pairs.iter().map(|pair| pair.name.as_str()).filter(|name| holds_build_secret(name));
            places.extend(names.map(|name| (name, Vec::new())));
        }
    }
    if places.is_empty() {
        return places;
    }
    for (at, instruction) in dockerfile.syntax().instructions.iter().enumerate() {
        let flags = instruction.flags.iter().filter_map(|flag| flag.value.as_ref());
        for text in flags.chain([&instruction.arguments]).map(Text::as_str) {
            for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
                if let Some(places) = places.get_mut(word).filter(|places| places.last() != Some(&at)) {
                    places.push(at);
                }
            }
        }
    }
    places
}

/// The variables that RUN and ENV instructions name.
fn used_variables<'d>(dockerfile: &'d Dockerfile<'_>) -> HashSet<&'d str> {
    let is_user = |command: &Command<'_>| matches!(command, Command::Run(_) | Command::Env(_));
    let users = dockerfile.syntax().instructions.iter().filter(|instruction| is_user(&instruction.command));
    let after_dollars = users.flat_map(|instruction| instruction.arguments.as_str().split('$').skip(1));
    let names = after_dollars.map(|rest| {
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    });
    names.collect()
}

/// Whether a variable of an ENV is left alone because its value is surely no secret.
pub(super) fn is_left_alone(instruction: Instruction<'_>, value: &Text<'_>) -> bool {
    !value.as_str().contains('$') && is_harmless(&instruction.evaluate(value))
}

/// Whether a value is surely no secret.
fn is_harmless(value: &Value) -> bool {
    value.as_str().is_some_and(is_harmless_value)
}
