//! hadolint's `.hadolint.yaml`.

use super::draft::{Reader, covering};
use crate::config::{Config, FailOn, Level, Preset};
use crate::diagnostic::Severity;
use crate::rules;
use crate::tree::{Entry, Node};

/// The rule for images of other registries.
const REGISTRIES: &str = "DL3026";

pub(super) fn read(root: Node<'_>, reader: &mut Reader<'_>) {
    if reader.draft.is_alone {
        reader.draft.preset = Preset::Hadolint;
        // hadolint fails from there on if nothing is said; what is a matter of style for it is information here.
        reader.draft.fail_on = Some(FailOn::AtLeast(Severity::Info));
    } else {
        add_checks(reader);
    }
    let (mut ignored, mut never_fails) = (Vec::new(), false);
    let (mut schema, mut is_strict) = (None, false);
    for entry in reader.entries(root, "the configuration") {
        match entry.key.text() {
            "ignored" => ignored = reader.texts(entry),
            "override" => overrides(entry, reader),
            "trustedRegistries" => registries(entry, reader),
            "failure-threshold" => threshold(entry, reader),
            "no-fail" => never_fails = entry.value.as_bool() == Some(true),
            "format" => reader.drop(entry, "choose the output with `--format`"),
            "no-color" => reader.drop(entry, "say `--color never`, or set NO_COLOR"),
            "disable-ignore-pragma" if entry.value.as_bool() == Some(false) => {}
            "disable-ignore-pragma" => reader.drop(entry, "ignore comments always count"),
            "label-schema" => schema = Some(entry),
            "strict-labels" => is_strict = entry.value.as_bool() == Some(true),
            _ => reader.drop(entry, "hadolint has no such setting"),
        }
    }
    labels(schema, is_strict, reader);
    reader.level(&ignored, Level::Off);
    if never_fails {
        reader.draft.fail_on = Some(FailOn::Never);
    }
}

/// Beside other tools the preset cannot be hadolint's: its checks are switched on one by one.
fn add_checks(reader: &mut Reader<'_>) {
    let mut hadolint = Config::default();
    hadolint.preset = Preset::Hadolint;
    for rule in rules::all() {
        let ids = super::draft::checks_of(rule, "hadolint");
        let severity = hadolint.active(rule).and_then(|active| active.severity);
        if let (Some(severity), false) = (severity, ids.is_empty()) {
            reader.draft.set(rule.id, Level::At(severity), &ids.join(", "));
        }
    }
}

fn overrides(entry: Entry<'_>, reader: &mut Reader<'_>) {
    for severity in reader.entries(entry.value, "`override`") {
        let level = match severity.key.text() {
            "error" => Level::At(Severity::Error),
            "warning" => Level::At(Severity::Warning),
            "info" => Level::At(Severity::Info),
            "style" => {
                reader.note(severity.key.span(), "`style`: the lowest severity is `info`");
                Level::At(Severity::Info)
            }
            _ => {
                reader.drop(severity, "hadolint has no such severity");
                continue;
            }
        };
        let checks = reader.texts(severity);
        reader.level(&checks, level);
    }
}

fn registries(entry: Entry<'_>, reader: &mut Reader<'_>) {
    let allowed: Vec<String> = reader.texts(entry).into_iter().map(|(_, text)| text.to_owned()).collect();
    for rule in covering("hadolint", REGISTRIES) {
        let level = Level::At(Severity::Error);
        reader.draft.option(rule.id, level, "allow", &allowed, "trustedRegistries");
    }
}

/// The labels that there are to be and their forms, and whether there may be no others.
fn labels(schema: Option<Entry<'_>>, is_strict: bool, reader: &mut Reader<'_>) {
    let labels = schema.map(|entry| reader.entries(entry.value, "`label-schema`")).unwrap_or_default();
    let (mut names, mut formats) = (Vec::new(), Vec::new());
    for label in labels {
        let name = label.key.text();
        names.push(name.to_owned());
        match label.value.as_text().unwrap_or_default() {
            "text" => {}
            "rfc3339" => formats.push(format!("{name}=date")),
            "semver" => formats.push(format!("{name}=version")),
            "hash" => formats.push(format!("{name}=revision")),
            "spdx" => formats.push(format!("{name}=license")),
            format @ ("url" | "email") => formats.push(format!("{name}={format}")),
            _ => reader.drop(label, "hadolint has no such form"),
        }
    }
    let said = !names.is_empty();
    let mut set = |id: &str, level: Severity, option: Option<(&'static str, &[String])>| {
        for rule in covering("hadolint", id) {
            match option {
                Some((option, values)) => {
                    reader.draft.option(rule.id, Level::At(level), option, values, "label-schema");
                }
                None => reader.draft.set(rule.id, Level::At(level), "label-schema"),
            }
        }
    };
    if said {
        set("DL3049", Severity::Info, Some(("labels", &names)));
        set("DL3051", Severity::Warning, None);
    }
    if !formats.is_empty() {
        set("DL3052", Severity::Warning, Some(("formats", &formats)));
    }
    if is_strict {
        set("DL3050", Severity::Info, Some(("labels", &names)));
    }
}

fn threshold(entry: Entry<'_>, reader: &mut Reader<'_>) {
    let fail_on = match entry.value.as_text().unwrap_or_default() {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "info" => Severity::Info,
        "style" | "ignore" | "none" => {
            reader.drop(entry, "the lowest severity is `info`");
            Severity::Info
        }
        _ => return reader.drop(entry, "hadolint has no such threshold"),
    };
    reader.draft.fail_on = Some(FailOn::AtLeast(fail_on));
}
