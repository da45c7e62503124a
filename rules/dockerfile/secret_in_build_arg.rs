use crate::diagnostic::Severity;
use crate::model::docker::{Instruction, Value};
use crate::rule::{Check, Cx};
use crate::syntax::dockerfile::{Command, Pair};

pub const CHECK: Check = Check::Instruction(check);

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

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    match instruction.command() {
        Command::Env(pairs) => pairs.iter().for_each(|pair| check_env(instruction, pair, cx)),
        Command::Arg(pairs) => pairs.iter().for_each(|pair| check_arg(instruction, pair, cx)),
        _ => {}
    }
}

fn check_env(instruction: Instruction<'_>, pair: &Pair<'_>, cx: &mut Cx<'_>) {
    let Some(value) = pair.value.as_ref().filter(|_| is_secret_name(pair.name.as_str())) else { return };
    let evaluated = instruction.evaluate(value);
    let comes_from_outside = value.as_str().contains('$');
    if !comes_from_outside && is_harmless(&evaluated) {
        return;
    }
    cx.report(pair.name.span(), format!("`{}` is kept in the image for everyone who can pull it", pair.name.as_str()))
        .help("give it to the container when it starts, or to a single RUN with `--mount=type=secret`");
}

fn check_arg(instruction: Instruction<'_>, pair: &Pair<'_>, cx: &mut Cx<'_>) {
    let name = pair.name.as_str();
    if !is_secret_name(name)
        || pair.value.as_ref().is_some_and(|value| !value.is_empty() && is_harmless(&instruction.evaluate(value)))
    {
        return;
    }
    let is_used = instruction.dockerfile().instructions().any(|other| uses(other, name));
    let severity = if is_used { Severity::Warning } else { Severity::Info };
    cx.report(pair.name.span(), format!("build argument `{name}` stays in the history of the image"))
        .severity(severity)
        .help("give it to the RUN that needs it with `--mount=type=secret`");
}

/// Whether a RUN or ENV names a variable.
fn uses(instruction: Instruction<'_>, name: &str) -> bool {
    let is_user = matches!(instruction.command(), Command::Run(_) | Command::Env(_));
    let text = instruction.syntax().arguments.as_str();
    is_user && (text.contains(&format!("${name}")) || text.contains(&format!("${{{name}")))
}

/// Whether the words of a name say that it is a secret.
fn is_secret_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(['_', '-']).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let has_key = words.windows(2).any(|pair| pair[1] == "key" && KEYS.contains(&pair[0]));
    (says(&SECRET) || has_key) && !says(&HARMLESS) && !KNOWN.contains(&name) && !lower.starts_with("keycloak")
}

/// Whether a value is surely no secret: nothing, a path, a number, a switch or a word that stands for one.
fn is_harmless(value: &Value) -> bool {
    let Some(value) = value.as_str() else { return false };
    let lower = value.to_ascii_lowercase();
    let is_placeholder = lower.starts_with(['<', '{', '%'])
        || ["xxx", "replace", "your", "placeholder", "example", "dummy"].iter().any(|word| lower.contains(word));
    value.is_empty()
        || value.starts_with(['/', '.', '~'])
        || value.contains("://") && !value.contains('@')
        || matches!(
            lower.as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "none" | "null" | "disabled" | "enabled"
        )
        || value.chars().all(|c| c.is_ascii_digit() || c == '.')
        || is_placeholder
}
