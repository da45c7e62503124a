use crate::diagnostic::Severity;
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// The labels of the OCI that have a form.
const LABELS: [(&str, &str); 5] = [
    ("org.opencontainers.image.created", "date"),
    ("org.opencontainers.image.documentation", "url"),
    ("org.opencontainers.image.licenses", "license"),
    ("org.opencontainers.image.source", "url"),
    ("org.opencontainers.image.url", "url"),
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Label(pairs) = instruction.command() else { return };
    for pair in pairs {
        let name = instruction.evaluate(&pair.name);
        let (Some(name), Some(written)) = (name.as_str(), &pair.value) else { continue };
        let own = cx.list("formats").iter().filter_map(|format| format.rsplit_once('='));
        let own = own.filter(|(label, _)| *label == name).map(|(_, format)| format.to_owned()).next();
        // What was asked for weighs more than what is usual.
        let severity = if own.is_some() { Severity::Warning } else { Severity::Info };
        let usual = || LABELS.iter().find(|(label, _)| *label == name).map(|(_, format)| (*format).to_owned());
        let format = own.or_else(usual);
        let value = instruction.evaluate(written);
        let (Some(format), Some(value)) = (format, value.as_str().filter(|value| !value.is_empty())) else { continue };
        let Some(wanted) = mismatch(&format, value) else { continue };
        cx.report(written.span(), format!("label `{name}` is `{value}`, not {wanted}"))
            .severity(severity)
            .stands_for(checks(&format).into_iter().chain(["droast:DF074"]))
            .help(format!("write {wanted}"));
    }
}

/// hadolint's check of a format.
fn checks(format: &str) -> Option<&'static str> {
    Some(match format {
        "url" => "hadolint:DL3052",
        "date" => "hadolint:DL3053",
        "license" => "hadolint:DL3054",
        "revision" => "hadolint:DL3055",
        "version" => "hadolint:DL3056",
        "email" => "hadolint:DL3058",
        _ => return None,
    })
}

/// What a value should be, if it is not.
fn mismatch(format: &str, value: &str) -> Option<&'static str> {
    let (fits, wanted) = match format {
        "url" => (is_url(value), "an address with `https://`"),
        "date" => (is_date(value), "a date such as `2025-05-12T08:30:00Z`"),
        "license" => (is_license(value), "an SPDX expression such as `Apache-2.0`"),
        "revision" => (is_revision(value), "a hash of Git"),
        "version" => (is_version(value), "a version such as `1.4.2`"),
        "email" => (
            value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')),
            "an e-mail address",
        ),
        _ => return None,
    };
    (!fits).then_some(wanted)
}

fn is_url(value: &str) -> bool {
    let rest = value.split_once("://").map_or("", |(_, rest)| rest);
    !rest.is_empty() && !value.contains(char::is_whitespace)
}

/// RFC 3339, section 5.6.
fn is_date(value: &str) -> bool {
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c.to_ascii_uppercase() }).collect();
    let Some(time) = shape.strip_prefix("0000-00-00").and_then(|rest| rest.strip_prefix(['T', ' '])) else {
        return false;
    };
    let Some(rest) = time.strip_prefix("00:00:00") else { return false };
    let rest = rest.strip_prefix('.').map_or(rest, |fraction| fraction.trim_start_matches('0'));
    matches!(rest, "Z" | "+00:00" | "-00:00")
}

/// Names of licences joined by operators. The names themselves are not looked up.
fn is_license(value: &str) -> bool {
    let is_name = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.+:_".contains(&byte));
    let text = value.replace(['(', ')'], " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_operator = |word: &str| matches!(word.to_ascii_uppercase().as_str(), "AND" | "OR" | "WITH");
    words
        .iter()
        .enumerate()
        .all(|(at, word)| if at % 2 == 1 { is_operator(word) } else { is_name(word) && !is_operator(word) })
        && words.len() % 2 == 1
}

fn is_revision(value: &str) -> bool {
    (7..=64).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_version(value: &str) -> bool {
    let core = value.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
