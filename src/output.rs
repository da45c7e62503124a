//! What comes out: a report as text for people and for other programs.
//!
//! Every format is a pure function from a [`Report`] to a text, and the same report gives the same bytes.

pub mod checkstyle;
pub mod concise;
pub mod diff;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod sarif;
mod xml;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::source::SourceFile;

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people: each finding with its source.
    Human,
    /// A line for each finding.
    Concise,
    /// All that is known, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// A JUnit report, as CI servers read it.
    Junit,
    /// A Checkstyle report.
    Checkstyle,
    /// reviewdog's diagnostics with suggestions.
    Rdjson,
    /// Tables for a job's summary.
    Markdown,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 10] = [
        Format::Human,
        Format::Concise,
        Format::Json,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Checkstyle,
        Format::Rdjson,
        Format::Markdown,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
            Format::Checkstyle => "checkstyle",
            Format::Rdjson => "rdjson",
            Format::Markdown => "markdown",
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Writes a report. Only the format for people knows colour.
pub fn render(report: &Report, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::render(report, colour),
        Format::Concise => concise::render(report),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
        Format::Junit => junit::render(report),
        Format::Checkstyle => checkstyle::render(report),
        Format::Rdjson => rdjson::render(report),
        Format::Markdown => markdown::render(report),
    }
}

/// The findings by severity, the worst first, and in the report's order among equals.
fn worst_first(report: &Report) -> Vec<&Diagnostic> {
    let mut findings: Vec<&Diagnostic> = report.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// The text without line breaks and other control characters, for formats in which a line is a record.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The message, and the line that says what to do.
fn with_help(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    }
}

/// Where a rule's page can be read.
fn page_url(rule: &str) -> String {
    let file = rule.replace('-', "_");
    format!("{}/blob/v{}/rules/{file}.md", env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"))
}

/// The findings with the file that they are in, file by file.
fn by_file(report: &Report) -> impl Iterator<Item = (&SourceFile, &[Diagnostic])> {
    let files = report.findings.chunk_by(|a, b| a.span.file == b.span.file);
    files.map(|findings| (report.files.get(findings[0].span.file), findings))
}

/// JSON on one line. Our own structures have no maps with keys other than texts, so that this cannot fail.
fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
