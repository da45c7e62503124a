//! The report as JSON, a stable contract: fields are added, never changed, while `version` is 1.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::fingerprint;
use crate::fix::Fix;
use crate::report::{self, Report};
use crate::source::{Files, Span};

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    findings: Vec<Finding<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'r str,
    severity: &'r str,
    category: &'r str,
    message: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
    also: Vec<&'static str>,
    fingerprint: String,
    location: Location<'r>,
    related: Vec<Related<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Repair<'r>>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Related<'r> {
    message: &'r str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Repair<'r> {
    title: &'r str,
    safety: &'r str,
    edits: Vec<Edit<'r>>,
}

#[derive(Serialize)]
struct Edit<'r> {
    path: &'r str,
    start: u32,
    end: u32,
    text: &'r str,
}

#[derive(Serialize)]
struct Summary {
    files: FileCounts,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
}

#[derive(Serialize)]
struct FileCounts {
    walked: usize,
    linted: usize,
    by_kind: BTreeMap<&'static str, usize>,
}

/// Writes the report on one line.
pub fn render(report: &Report) -> String {
    let names = fingerprint::names(&report.files, &report.findings);
    let findings = report.findings.iter().zip(names).map(|(finding, name)| self::finding(&report.files, finding, name));
    let mut by_kind: BTreeMap<&'static str, usize> = BTreeMap::new();
    for file in report.linted() {
        *by_kind.entry(file.kind().name()).or_default() += 1;
    }
    let document = Document {
        version: 1,
        findings: findings.collect(),
        summary: Summary {
            files: FileCounts { walked: report.files.names().len(), linted: report.linted().count(), by_kind },
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            infos: report.count(Severity::Info),
            suppressed: report.suppressed.len(),
        },
    };
    super::to_json(&document)
}

fn finding<'r>(files: &'r Files, finding: &'r Diagnostic, fingerprint: String) -> Finding<'r> {
    let labels = finding.labels.iter();
    Finding {
        rule: finding.rule,
        severity: finding.severity.name(),
        category: finding.category.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        also: report::also(finding),
        fingerprint,
        location: location(files, finding.span),
        related: labels
            .map(|label| Related { message: &label.message, location: location(files, label.span) })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| repair(files, fix)),
    }
}

fn location(files: &Files, span: Span) -> Location<'_> {
    let file = files.get(span.file);
    let position = |offset| {
        let position = file.position(offset);
        Position { line: position.line, column: position.column, offset: position.offset }
    };
    Location { path: file.path(), start: position(span.start), end: position(span.end) }
}

fn repair<'r>(files: &'r Files, fix: &'r Fix) -> Repair<'r> {
    let edits = fix.edits.iter().map(|edit| Edit {
        path: files.get(edit.span.file).path(),
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    });
    Repair { title: &fix.title, safety: fix.safety.name(), edits: edits.collect() }
}
