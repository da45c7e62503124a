//! The report for people: each finding with the lines that it is about, and a summary.

mod excerpt;
mod painter;

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::term::{self, Config};
use rayon::prelude::*;

use self::excerpt::{Excerpt, visible};
use self::painter::Painter;
use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::Safety;
use crate::report::Report;
use crate::source::{FileId, Files, Span};

/// The whole report: the findings and the summary.
pub fn render(report: &Report, colour: bool) -> String {
    let mut text = findings(report, colour);
    text.push_str(&summary(report));
    text
}

/// The findings, each followed by an empty line.
pub fn findings(report: &Report, colour: bool) -> String {
    let rendered: Vec<String> = report.findings.par_iter().map(|finding| one(&report.files, finding, colour)).collect();
    rendered.concat()
}

/// One finding, with an empty line after it.
pub fn one(files: &Files, finding: &Diagnostic, colour: bool) -> String {
    let severity = match finding.severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Info => codespan::Severity::Note,
    };
    let help = finding.help.as_ref().or(finding.fix.as_ref().map(|fix| &fix.title));
    let diagnostic = codespan::Diagnostic::new(severity)
        .with_code(finding.rule)
        .with_message(visible(&finding.message))
        .with_notes(help.map(|help| format!("help: {}", visible(help))).into_iter().collect());
    if files.get(finding.span.file).refusal().is_some() && finding.labels.is_empty() {
        return without_source(files, finding, &diagnostic, colour);
    }
    let labels = finding.labels.iter().map(|label| label.span);
    let spans: Vec<Span> = std::iter::once(finding.span).chain(labels).collect();
    let excerpt = Excerpt::new(files, &spans);
    let primary = codespan::Label::primary(finding.span.file, excerpt.range(0));
    let secondary = finding.labels.iter().enumerate().map(|(at, label)| {
        codespan::Label::secondary(label.span.file, excerpt.range(at + 1)).with_message(visible(&label.message))
    });
    emit(&excerpt, &diagnostic.with_labels(std::iter::once(primary).chain(secondary).collect()), colour)
}

/// A finding in a file of which there is no text: its path stands in place of the lines.
fn without_source(
    files: &Files,
    finding: &Diagnostic,
    diagnostic: &codespan::Diagnostic<FileId>,
    colour: bool,
) -> String {
    let text = emit(&Excerpt::new(files, &[]), diagnostic, colour);
    let (header, rest) = text.split_once('\n').unwrap_or((&text, ""));
    format!("{header}\n ┌─ {}\n{rest}", visible(files.get(finding.span.file).path()))
}

fn emit(excerpt: &Excerpt<'_>, diagnostic: &codespan::Diagnostic<FileId>, colour: bool) -> String {
    let mut painter = Painter::new(colour);
    match term::emit_to_write_style(&mut painter, &Config::default(), excerpt, diagnostic) {
        Ok(()) => painter.into_text(),
        // The excerpt answers for every span that it was made of, so that this is not reached; the finding must not get lost.
        Err(error) => format!("{} ({error})\n\n", diagnostic.message),
    }
}

/// The closing lines: how much was found, how much was silenced, how much can be fixed.
pub fn summary(report: &Report) -> String {
    let scope = count(report.linted().count(), "file");
    let found = if report.findings.is_empty() {
        "no findings".to_owned()
    } else {
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")]
            .into_iter()
            .filter_map(|(severity, name)| Some(report.count(severity)).filter(|n| *n > 0).map(|n| count(n, name)));
        counts.collect::<Vec<_>>().join(", ")
    };
    let silenced = match report.suppressed.len() {
        0 => String::new(),
        silenced => format!(", {silenced} suppressed"),
    };
    let fixable = |safety| {
        let offered = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
        offered.filter(|fix| fix.safety == safety).count()
    };
    let fixes = match (fixable(Safety::Safe), fixable(Safety::Unsafe)) {
        (0, 0) => String::new(),
        (safe, 0) => format!("{safe} can be fixed with `--fix`\n"),
        (0, risky) => format!("{risky} can be fixed with `--fix --unsafe-fixes`\n"),
        (safe, risky) => format!("{safe} can be fixed with `--fix`, {risky} more with `--fix --unsafe-fixes`\n"),
    };
    format!("{found} in {scope}{silenced}\n{fixes}")
}

fn count(number: usize, name: &str) -> String {
    format!("{number} {name}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests;
