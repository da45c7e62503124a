use std::collections::{HashMap, HashSet};

use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Pair, Text, Value};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

/// Words of a name that say that the value is a secret, as BuildKit has them.
const SECRET: [&str; 11] = [
    "apikey",
    "auth",
    "credential",
    "credentials",
    "password",
    "passwd",
    "passphrase",
    "pword",
    "pwd",
    "secret",
    "token",
];

/// Words before `key` that make a secret of it; many other keys are names of things.
const KEYS: [&str; 24] = [
    "access",
    "account",
    "admin",
    "api",
    "app",
    "auth",
    "aws",
    "client",
    "deploy",
    "encryption",
    "git",
    "hmac",
    "jwt",
    "license",
    "master",
    "private",
    "rsa",
    "secret",
    "service",
    "session",
    "shared",
    "signing",
    "ssh",
    "storage",
];

/// Words of a name that say that it is something about a secret, or no secret at all.
const HARMLESS: [&str; 40] = [
    "public",
    "pub",
    "file",
    "path",
    "dir",
    "folder",
    "url",
    "uri",
    "host",
    "port",
    "endpoint",
    "version",
    "id",
    "ids",
    "name",
    "username",
    "length",
    "size",
    "ttl",
    "expiry",
    "expiration",
    "timeout",
    "type",
    "kind",
    "ring",
    "server",
    "servers",
    "alg",
    "algo",
    "algorithm",
    "mode",
    "method",
    "enabled",
    "enable",
    "disable",
    "use",
    "user",
    "fingerprint",
    "gpg",
    "header",
];

/// Names that are known to hold no secret.
const KNOWN: [&str; 4] = ["SSH_AUTH_SOCK", "PWD", "OLDPWD", "GOAUTH"];

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
    let Some(value) = pair.value.as_ref().filter(|_| is_secret_name(pair.name.as_str())) else { return };
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
    if !is_secret_name(name)
        || pair.value.as_ref().is_some_and(|value| !value.is_empty() && is_harmless(&instruction.evaluate(value)))
    {
        return;
    }
    let places = mentions.get(name).map_or(&[][..], Vec::as_slice);
    let edits = if used.contains(name) { mount(instruction, pair, places, cx) } else { None };
    let severity = if used.contains(name) { Severity::Warning } else { Severity::Info };
    cx.report(pair.name.span(), format!("build argument `{name}` stays in the history of the image"))
        .severity(severity)
        .help("give it to the RUN that needs it with `--mount=type=secret`")
        .fix("mount it as a secret of the build", Safety::Unsafe, edits);
}

/// Takes the argument away and gives each RUN that names it a secret instead, under the same name. Only where all that names it is RUN in
/// the same stage, and nobody here hands a value over.
fn mount(argument: Instruction<'_>, pair: &Pair<'_>, places: &[usize], cx: &Cx<'_>) -> Option<Vec<Edit>> {
    let dockerfile = argument.dockerfile();
    let is_alone = matches!(argument.syntax().command, Command::Arg(ref pairs) if pairs.len() == 1);
    let mut services = cx.project.docker.services(dockerfile.file(), &cx.project.compose);
    let is_given = services.any(|service| !service.absent(&["build", "args"]));
    if pair.value.is_some()
        || !is_alone
        || argument.stage().is_none()
        || is_given
        || !knows_secret_variables(dockerfile)
    {
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
    Some(edits)
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
            let names = pairs.iter().map(|pair| pair.name.as_str()).filter(|name| is_secret_name(name));
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

/// Whether the words of a name say that it is a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(['_', '-']).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(word));
    // `DBPASSWORD`, `APITOKEN`.
    let ends = words.iter().any(|word| ["password", "passwd", "secret", "token"].iter().any(|end| word.ends_with(end)));
    let has_key = words.windows(2).any(|pair| pair[1] == "key" && KEYS.contains(&pair[0]));
    // Not secret by itself, but half of what is.
    let is_half = lower.ends_with("aws_access_key_id");
    is_half
        || (says(&SECRET) || ends || has_key)
            && !says(&HARMLESS)
            && !KNOWN.contains(&name)
            && !lower.starts_with("keycloak")
}

/// Whether a variable of an ENV is left alone because its value is surely no secret.
pub(super) fn is_left_alone(instruction: Instruction<'_>, value: &Text<'_>) -> bool {
    !value.as_str().contains('$') && is_harmless(&instruction.evaluate(value))
}

/// Whether a value is surely no secret: nothing, a path, a number, a switch or a word that stands for one.
fn is_harmless(value: &Value) -> bool {
    let Some(value) = value.as_str() else { return false };
    let lower = value.to_ascii_lowercase();
    let is_placeholder = lower.starts_with(['<', '{', '%'])
        || ["xxx", "replace", "your", "placeholder", "example", "dummy", "fake"]
            .iter()
            .any(|word| lower.contains(word));
    value.is_empty()
        || value.starts_with(['/', '.', '~'])
        || value.contains("://") && !value.contains('@')
        || matches!(
            lower.as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "none" | "null" | "disabled" | "enabled"
        )
        || value.chars().all(|c| c.is_ascii_digit() || c == '.')
        // `00000000-0000-0000-0000-000000000000`.
        || value.chars().all(|c| matches!(c, '0' | '-'))
        || is_placeholder
}
