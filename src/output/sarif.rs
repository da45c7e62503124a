//! SARIF 2.1.0, as GitHub's code scanning wants it
//! (<https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>).

mod line_hash;
mod model;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Category, Diagnostic, Severity};
use crate::fix::{Fix, Safety};
use crate::report::{Report, Silence};
use crate::rule::{DefaultState, Rule};
use crate::source::{FileId, Files, Span};
use crate::{fingerprint, rules};

/// GitHub rejects a file with more results in a run; the least severe are left out.
pub const MAX_RESULTS: usize = 25_000;
/// GitHub shows no more tags of a rule.
const MAX_TAGS: usize = 10;
/// The longest description that GitHub accepts, in characters.
const MAX_DESCRIPTION: usize = 1024;
/// What paths are relative to.
const BASE: &str = "%SRCROOT%";

/// A finding that becomes a result.
struct Entry<'r> {
    finding: &'r Diagnostic,
    silence: Option<&'r Silence>,
    /// Its fingerprint.
    name: String,
}

/// Writes the report: findings first, the worst before the others, then what was silenced, marked as such.
pub fn render(report: &Report) -> String {
    log(report, entries(report))
}

/// Writes the report without what was silenced: GitHub shows that as open.
pub fn render_findings(report: &Report) -> String {
    let entries = entries(report).into_iter().filter(|entry| entry.silence.is_none());
    log(report, entries.collect())
}

fn log(report: &Report, mut entries: Vec<Entry<'_>>) -> String {
    let left_out = entries.len().saturating_sub(MAX_RESULTS);
    entries.truncate(MAX_RESULTS);
    let fired = fired_rules(&entries);
    let hashes = line_hashes(&report.files, &entries);
    let outcomes = entries.iter().map(|entry| {
        let index = fired.binary_search_by_key(&entry.finding.rule, |rule| rule.id).ok();
        outcome(&report.files, entry, index, &hashes)
    });
    let base = model::UriBase { description: model::Text { text: "The root of the linted tree." } };
    super::to_json(&model::Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [model::Run {
            tool: model::Tool {
                driver: model::Driver {
                    name: "infralint",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: fired.iter().map(|rule| descriptor(rule)).collect(),
                },
            },
            invocations: [invocation(left_out)],
            original_uri_base_ids: BTreeMap::from([(BASE, base)]),
            column_kind: "utf16CodeUnits",
            results: outcomes.collect(),
        }],
    })
}

fn entries(report: &Report) -> Vec<Entry<'_>> {
    let found = report.findings.iter().map(|finding| (finding, None));
    let silenced = report.suppressed.iter().map(|silenced| (&silenced.diagnostic, Some(&silenced.by)));
    let all: Vec<(&Diagnostic, Option<&Silence>)> = found.chain(silenced).collect();
    let names = fingerprint::names(&report.files, all.iter().map(|(finding, _)| *finding));
    let mut entries: Vec<Entry<'_>> =
        all.into_iter().zip(names).map(|((finding, silence), name)| Entry { finding, silence, name }).collect();
    entries.sort_by_key(|entry| (entry.silence.is_some(), Reverse(entry.finding.severity)));
    entries
}

/// The rules that have a result, sorted by id.
fn fired_rules(entries: &[Entry<'_>]) -> Vec<&'static Rule> {
    let mut ids: Vec<&str> = entries.iter().map(|entry| entry.finding.rule).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(rules::find).collect()
}

fn invocation(left_out: usize) -> model::Invocation {
    let text = format!("{left_out} results of the lowest severity were left out; the limit is {MAX_RESULTS}");
    let notification = model::Notification { level: "warning", message: model::Text { text } };
    model::Invocation {
        execution_successful: true,
        tool_execution_notifications: (left_out > 0).then_some(notification).into_iter().collect(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(rule: &'static Rule) -> model::Rule<'static> {
    let page = rule.page();
    let mut tags = vec![page.category.name(), rule.family()];
    tags.dedup();
    tags.truncate(MAX_TAGS);
    let precision = match (page.default, page.severity) {
        (DefaultState::On, Severity::Error) => "very-high",
        (DefaultState::On | DefaultState::Consistent, _) => "high",
        (DefaultState::Off, _) => "medium",
    };
    let security_severity = (page.category == Category::Security).then_some(match page.severity {
        Severity::Error => "8.0",
        Severity::Warning => "5.5",
        Severity::Info => "2.5",
    });
    let problem_severity = match page.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    model::Rule {
        id: rule.id,
        short_description: model::Text { text: &page.title },
        full_description: model::Text { text: page.summary().chars().take(MAX_DESCRIPTION).collect() },
        help_uri: super::page_url(rule.id),
        help: model::Help { text: &page.body, markdown: &page.body },
        default_configuration: model::Configuration { level: level(page.severity) },
        properties: model::Properties { tags, precision, problem_severity, security_severity },
    }
}

fn outcome<'r>(
    files: &Files,
    entry: &Entry<'r>,
    rule_index: Option<usize>,
    hashes: &FxHashMap<FileId, Vec<String>>,
) -> model::Outcome<'r> {
    let finding = entry.finding;
    let related = finding.labels.iter().enumerate().map(|(at, label)| model::Location {
        id: Some(at + 1),
        physical: physical_location(files, label.span),
        message: Some(model::Text { text: &label.message }),
    });
    let suppression = entry.silence.map(|silence| match silence {
        Silence::Comment { reason } => model::Suppression { kind: "inSource", justification: reason.as_deref() },
        Silence::Baseline => model::Suppression { kind: "external", justification: Some("it is in the baseline") },
    });
    let location = model::Location { id: None, physical: physical_location(files, finding.span), message: None };
    model::Outcome {
        rule: finding.rule,
        rule_index,
        level: level(finding.severity),
        message: model::Text { text: message(finding) },
        locations: [location],
        related_locations: related.collect(),
        partial_fingerprints: fingerprints(files, entry, hashes),
        fixes: finding.fix.iter().map(|fix| repair(files, fix)).collect(),
        suppressions: suppression.into_iter().collect(),
    }
}

/// The message, what to do, and a link to each related place (SARIF 2.1.0, section 3.11.6): GitHub shows only places that are linked.
fn message(finding: &Diagnostic) -> String {
    let mut text = super::with_help(finding);
    for (at, label) in finding.labels.iter().enumerate() {
        let shown = label.message.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        let _ = write!(text, "\n[{shown}]({})", at + 1);
    }
    text
}

fn repair<'r>(files: &Files, fix: &'r Fix) -> model::Fix<'r> {
    let mut by_file: BTreeMap<FileId, Vec<model::Replacement<'r>>> = BTreeMap::new();
    for edit in &fix.edits {
        by_file.entry(edit.span.file).or_default().push(model::Replacement {
            deleted_region: region(files, edit.span),
            inserted_content: model::Text { text: &edit.text },
        });
    }
    let changes = by_file
        .into_iter()
        .map(|(file, replacements)| model::ArtifactChange { artifact_location: artifact(files, file), replacements });
    let note = if fix.safety == Safety::Unsafe { " (may change behaviour)" } else { "" };
    model::Fix {
        description: model::Text { text: format!("{}{note}", fix.title) },
        artifact_changes: changes.collect(),
    }
}

fn physical_location(files: &Files, span: Span) -> model::PhysicalLocation {
    model::PhysicalLocation { artifact_location: artifact(files, span.file), region: region(files, span) }
}

/// A file's path as a relative reference of RFC 3986. A colon is encoded too, since it would end a scheme in the first segment.
fn artifact(files: &Files, file: FileId) -> model::ArtifactLocation {
    let mut uri = String::new();
    for byte in files.get(file).path().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    model::ArtifactLocation { uri, uri_base_id: BASE }
}

/// Lines and columns from 1, columns in UTF-16 code units, the end not included.
fn region(files: &Files, span: Span) -> model::Region {
    let file = files.get(span.file);
    let place = |offset: u32| {
        let position = file.position(offset);
        let start = file.line_starts()[position.line as usize - 1] as usize;
        let before = file.text()[start..position.offset as usize].trim_start_matches('\u{feff}');
        (position.line, before.encode_utf16().count() + 1)
    };
    let ((start_line, start_column), (end_line, end_column)) = (place(span.start), place(span.end));
    model::Region { start_line, start_column, end_line, end_column }
}

/// GitHub's hashes of the lines of all files with results.
fn line_hashes(files: &Files, entries: &[Entry<'_>]) -> FxHashMap<FileId, Vec<String>> {
    let mut hashes = FxHashMap::default();
    for entry in entries {
        let file = entry.finding.span.file;
        hashes.entry(file).or_insert_with(|| line_hash::line_hashes(files.get(file).text()));
    }
    hashes
}

fn fingerprints(
    files: &Files,
    entry: &Entry<'_>,
    hashes: &FxHashMap<FileId, Vec<String>>,
) -> BTreeMap<&'static str, String> {
    let span = entry.finding.span;
    let line = files.get(span.file).line_index(span.start);
    let hash = hashes.get(&span.file).and_then(|lines| lines.get(line));
    let hash = hash.map(|hash| ("primaryLocationLineHash", hash.clone()));
    hash.into_iter().chain([("infralint/v1", entry.name.clone())]).collect()
}
