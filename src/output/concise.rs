//! A line for each finding, as editors and `grep` like it: `path:line:column: severity[rule] message`.

use std::fmt::Write;

use crate::report::Report;

/// Writes the report.
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let file = report.files.get(finding.span.file);
        let position = file.position(finding.span.start);
        let (path, severity) = (super::one_line(file.path()), finding.severity.name());
        let message = super::one_line(&finding.message);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{path}:{}:{}: {severity}[{}] {message}", position.line, position.column, finding.rule);
    }
    text
}
