//! A Code Quality report of GitLab (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>).

use serde::Serialize;

use crate::diagnostic::{Category, Diagnostic, Severity};
use crate::fingerprint;
use crate::report::Report;

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    /// GitLab shows one issue for each fingerprint, and compares two branches by it.
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes the report on one line, the worst findings first.
pub fn render(report: &Report) -> String {
    let names = fingerprint::names(&report.files, &report.findings);
    let mut all: Vec<(&Diagnostic, String)> = report.findings.iter().zip(names).collect();
    all.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    let issues: Vec<Issue<'_>> = all.into_iter().map(|(finding, name)| issue(report, finding, name)).collect();
    super::to_json(&issues)
}

fn issue<'r>(report: &'r Report, finding: &'r Diagnostic, fingerprint: String) -> Issue<'r> {
    let file = report.files.get(finding.span.file);
    let (begin, end) = (file.position(finding.span.start).line, file.position(finding.span.end).line);
    Issue {
        description: super::one_line(&super::with_help(finding).replace('\n', ": ")),
        check_name: finding.rule,
        fingerprint,
        severity: severity(finding),
        location: Location { path: file.path(), lines: Lines { begin, end } },
    }
}

/// GitLab has five severities; a blocker we have not.
fn severity(finding: &Diagnostic) -> &'static str {
    match (finding.severity, finding.category) {
        (Severity::Error, _) => "critical",
        (Severity::Warning, Category::Security) => "major",
        (Severity::Warning, _) => "minor",
        (Severity::Info, _) => "info",
    }
}
