//! reviewdog's diagnostics, with our fixes as suggestions (<https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>).

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::Fix;
use crate::report::Report;
use crate::source::{FileId, Files, SourceFile, Span};

#[derive(Serialize)]
struct Outcome<'r> {
    source: Source,
    diagnostics: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Entry<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    range: Range,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'r> {
    message: &'r str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// Both from 1; columns in bytes of UTF-8.
#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

/// Writes the report on one line.
pub fn render(report: &Report) -> String {
    let source = Source { name: "infralint", url: env!("CARGO_PKG_REPOSITORY") };
    let diagnostics = report.findings.iter().map(|finding| entry(&report.files, finding)).collect();
    super::to_json(&Outcome { source, diagnostics })
}

fn entry<'r>(files: &'r Files, finding: &'r Diagnostic) -> Entry<'r> {
    let related = finding.labels.iter();
    Entry {
        message: super::with_help(finding),
        location: location(files, finding.span),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: finding.rule, url: super::page_url(finding.rule) },
        suggestions: finding.fix.iter().filter_map(|fix| suggestion(files, finding.span.file, fix)).collect(),
        related_locations: related
            .map(|label| Related { message: &label.message, location: location(files, label.span) })
            .collect(),
    }
}

/// A fix as one replacement, from its first edit to its last: each suggestion is taken or left on its own, the edits of a fix are not.
/// A fix in several files, or in another than the finding, cannot be suggested.
fn suggestion(files: &Files, at: FileId, fix: &Fix) -> Option<Suggestion> {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let (first, last) = (edits.first()?, edits.last()?);
    if edits.iter().any(|edit| edit.span.file != at) {
        return None;
    }
    let file = files.get(at);
    let mut text = String::new();
    let mut from = first.span.start as usize;
    for edit in &edits {
        text.push_str(file.text().get(from..edit.span.start as usize)?);
        text.push_str(&edit.text);
        from = edit.span.end as usize;
    }
    Some(Suggestion { range: range(file, first.span.cover(last.span)), text })
}

fn location(files: &Files, span: Span) -> Location<'_> {
    let file = files.get(span.file);
    Location { path: file.path(), range: range(file, span) }
}

fn range(file: &SourceFile, span: Span) -> Range {
    let place = |offset| {
        let position = file.position(offset);
        let start = file.line_starts()[position.line as usize - 1];
        let mark = if start == 0 && file.text().starts_with('\u{feff}') { 3 } else { 0 };
        Place { line: position.line, column: position.offset.saturating_sub(start + mark) + 1 }
    };
    Range { start: place(span.start), end: place(span.end) }
}
