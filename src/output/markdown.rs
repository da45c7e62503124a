//! Tables in GitHub's Markdown, for the summary of a job
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary>) or a comment.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;

/// The most findings that are listed. A job's summary may have 1 MiB.
const MAX_ROWS: usize = 200;
/// The most characters of a message that are shown.
const MAX_MESSAGE: usize = 300;

/// Writes the report: the totals, how often each rule spoke, and the findings, the worst first.
pub fn render(report: &Report) -> String {
    let mut text = format!("## infralint\n\n{}", paragraphs(&super::human::summary(report)));
    if !report.findings.is_empty() {
        by_rule(&mut text, report);
        findings(&mut text, report);
    }
    text
}

/// Each line as a paragraph. The summary is ours, and its code is marked as Markdown wants it.
fn paragraphs(summary: &str) -> String {
    summary.lines().flat_map(|line| [line, "\n\n"]).collect()
}

fn by_rule(text: &mut String, report: &Report) {
    let mut rules: BTreeMap<&str, (Severity, usize)> = BTreeMap::new();
    for finding in &report.findings {
        let (severity, count) = rules.entry(finding.rule).or_insert((finding.severity, 0));
        *severity = finding.severity.max(*severity);
        *count += 1;
    }
    let mut rules: Vec<(&str, (Severity, usize))> = rules.into_iter().collect();
    rules.sort_by_key(|(_, counted)| std::cmp::Reverse(*counted));
    text.push_str("| Rule | Severity | Findings |\n| --- | --- | ---: |\n");
    for (rule, (severity, count)) in rules {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| [`{rule}`]({}) | {} | {count} |", super::page_url(rule), severity.name());
    }
    text.push('\n');
}

fn findings(text: &mut String, report: &Report) {
    text.push_str("| Severity | Place | Rule | Finding |\n| --- | --- | --- | --- |\n");
    for finding in super::worst_first(report).into_iter().take(MAX_ROWS) {
        row(text, report, finding);
    }
    let left_out = report.findings.len().saturating_sub(MAX_ROWS);
    if left_out > 0 {
        let _ = writeln!(text, "\n... and {left_out} more.");
    }
}

fn row(text: &mut String, report: &Report, finding: &Diagnostic) {
    let file = report.files.get(finding.span.file);
    let line = file.position(finding.span.start).line;
    let mut message: String = finding.message.chars().take(MAX_MESSAGE).collect();
    if message.len() < finding.message.len() {
        message.push('…');
    }
    let _ = writeln!(
        text,
        "| {} | <code>{}:{line}</code> | `{}` | {} |",
        finding.severity.name(),
        escaped(file.path()),
        finding.rule,
        with_code(&message)
    );
}

/// A message with what stands between backticks as code. A backtick without a partner is only a character.
fn with_code(message: &str) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, (code, after))) = rest.split_once('`').and_then(|(a, b)| Some((a, b.split_once('`')?))) {
        let _ = write!(text, "{}<code>{}</code>", escaped(before), escaped(code));
        rest = after;
    }
    text + &escaped(rest)
}

/// A text in which nothing is markup: every punctuation mark of ASCII that Markdown may give a meaning to is a character reference.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in super::one_line(text).chars() {
        if c.is_ascii_punctuation() && !"-./,:;()'?=%+".contains(c) {
            let _ = write!(escaped, "&#{};", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}
