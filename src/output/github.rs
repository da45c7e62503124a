//! Workflow commands of GitHub Actions, which become annotations
//! (<https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>).

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;

/// Writes the report, the worst first, because GitHub shows ten annotations of a kind for each step; the totals close it.
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for finding in super::worst_first(report) {
        command(&mut text, report, finding);
    }
    text.push_str(&super::human::summary(report));
    text
}

fn command(text: &mut String, report: &Report, finding: &Diagnostic) {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let file = report.files.get(finding.span.file);
    let (start, end) = (file.position(finding.span.start), file.position(finding.span.end));
    let mut place =
        format!("file={},line={},endLine={},col={}", property(file.path()), start.line, end.line, start.column);
    if start.line == end.line && end.column > start.column {
        let _ = write!(place, ",endColumn={}", end.column);
    }
    let _ = writeln!(text, "::{kind} {place},title={}::{}", property(finding.rule), data(&super::with_help(finding)));
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
