//! A JUnit report, which CI servers show as a list of tests
//! (<https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd>).

use std::fmt::Write;

use super::xml::{DECLARATION, escaped};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;
use crate::source::SourceFile;

/// Writes the report. Each checked file is a suite, each finding a test of it that failed; what is only worth knowing is a test that
/// passed and says so. A file without findings is a suite with one test that passed, so that the totals tell how much was checked.
pub fn render(report: &Report) -> String {
    let mut suites = String::new();
    let (mut tests, mut failures) = (0, 0);
    let mut found = super::by_file(report).peekable();
    for file in report.linted() {
        let findings = found.next_if(|(with_findings, _)| with_findings.path() == file.path());
        let findings = findings.map_or(&[][..], |(_, findings)| findings);
        let (run, failed) = suite(&mut suites, file, findings);
        tests += run;
        failures += failed;
    }
    format!(
        "{DECLARATION}<testsuites name=\"infralint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{suites}</testsuites>\n"
    )
}

/// Writes the suite of a file. Returns how many tests it has and how many of them failed.
fn suite(text: &mut String, file: &SourceFile, findings: &[Diagnostic]) -> (usize, usize) {
    let failed = findings.iter().filter(|finding| finding.severity > Severity::Info).count();
    let tests = findings.len().max(1);
    let path = escaped(file.path());
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">"
    );
    if findings.is_empty() {
        let _ = writeln!(text, "    <testcase classname=\"{path}\" name=\"infralint\"/>");
    }
    for finding in findings {
        case(text, file, &path, finding);
    }
    text.push_str("  </testsuite>\n");
    (tests, failed)
}

fn case(text: &mut String, file: &SourceFile, path: &str, finding: &Diagnostic) {
    let at = file.position(finding.span.start);
    let (rule, severity) = (finding.rule, finding.severity.name());
    let body = format!("{path}:{}:{}: {severity}[{rule}] {}", at.line, at.column, escaped(&super::with_help(finding)));
    let inner = match finding.severity {
        Severity::Info => format!("<system-out>{body}</system-out>"),
        _ => format!("<failure type=\"{rule}\" message=\"{}\">{body}</failure>", escaped(&finding.message)),
    };
    let _ = writeln!(
        text,
        "    <testcase classname=\"{path}\" name=\"{rule}:{}:{}\">{inner}</testcase>",
        at.line, at.column
    );
}
