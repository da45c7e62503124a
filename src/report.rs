//! What a run found.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules;
use crate::source::{Files, SourceFile};

/// Why a finding is not shown among the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Silence {
    /// A comment in the file asks for it.
    Comment {
        /// The reason that the comment gives.
        reason: Option<String>,
    },
    /// The baseline has it.
    Baseline,
}

/// A finding that was silenced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// What silenced it.
    pub by: Silence,
}

/// The findings of a run with the files that they are in, sorted by path, start and rule.
#[derive(Debug)]
pub struct Report {
    /// The files.
    pub files: Files,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// What was found and silenced.
    pub suppressed: Vec<Suppressed>,
}

impl Report {
    /// Sorts the findings, drops repetitions and those in files that are only context.
    pub fn new(files: Files, findings: Vec<Diagnostic>, suppressed: Vec<Suppressed>) -> Self {
        let mut report = Self { files, findings, suppressed };
        let files = &report.files;
        report.findings.retain(|finding| files.get(finding.span.file).is_selected());
        report.suppressed.retain(|silenced| files.get(silenced.diagnostic.span.file).is_selected());
        report.findings.sort_by(order);
        report.findings.dedup_by(|a, b| is_same(a, b));
        report.suppressed.sort_by(|a, b| order(&a.diagnostic, &b.diagnostic));
        report.suppressed.dedup_by(|a, b| is_same(&a.diagnostic, &b.diagnostic));
        report
    }

    /// The recognised files that were asked for, without those that are only context.
    pub fn linted(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().map(|(_, file)| file).filter(|file| file.is_selected())
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// The checks of other tools that a finding stands for, as `tool:id`.
pub fn also(finding: &Diagnostic) -> Vec<&'static str> {
    let of_page = || rules::find(finding.rule).map(|rule| rule.page().also.iter().map(String::as_str).collect());
    finding.also.clone().or_else(of_page).unwrap_or_default()
}

/// Whether two findings say the same, as those from two builds of one template do.
fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.rule == b.rule && a.span == b.span && a.message == b.message
}

/// File ids are in the order of the paths, so that the order of spans is that of paths and offsets.
fn order(a: &Diagnostic, b: &Diagnostic) -> std::cmp::Ordering {
    let key =
        |diagnostic: &Diagnostic| (diagnostic.span.file, diagnostic.span.start, diagnostic.rule, diagnostic.span.end);
    key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
}
