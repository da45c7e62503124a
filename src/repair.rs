//! Mends what can be mended: checks, applies fixes, and checks again until nothing is left to do.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::check::internal_error;
use crate::config::Config;
use crate::fix::apply::apply;
use crate::fix::{Fix, Safety};
use crate::report::Report;
use crate::source::{FileId, Files, Span};
use crate::{lint, syntax};

/// Fixes may uncover others; after so many passes the rest is left as it is.
const MAX_PASSES: usize = 10;

/// What came of a repair.
#[derive(Debug)]
pub struct Repaired {
    /// What is left to say about the mended files.
    pub report: Report,
    /// The texts before, of the files that changed. The texts after are in the report's files.
    pub before: BTreeMap<FileId, String>,
    /// How many fixes were applied.
    pub fixes: usize,
}

/// Checks the files and applies the safe fixes, or all of them. A fix that would break a file (it has more syntax problems than
/// before) is not applied and the file is reported as a defect of ours.
pub fn repair(files: Files, config: &Config, and_unsafe: bool) -> Repaired {
    let mut report = lint(files, config);
    let mut before = BTreeMap::new();
    let mut spoiled = FxHashSet::default();
    let mut count = 0;
    for _ in 0..MAX_PASSES {
        let (applied, changed) = pass(&mut report, and_unsafe, &mut spoiled);
        if changed.is_empty() {
            break;
        }
        count += applied;
        for (file, text) in changed {
            before.entry(file).or_insert(text);
        }
        report = lint(std::mem::take(&mut report.files), config);
    }
    before.retain(|file, text| report.files.get(*file).text() != *text);
    let mut spoiled: Vec<FileId> = spoiled.into_iter().collect();
    spoiled.sort_unstable();
    let defects = spoiled
        .into_iter()
        .map(|file| internal_error(Span { file, start: 0, end: 0 }, "a fix would break this file and was not applied"));
    let findings = std::mem::take(&mut report.findings).into_iter().chain(defects).collect();
    let Report { files, suppressed, .. } = report;
    Repaired { report: Report::new(files, findings, suppressed), before, fixes: count }
}

/// Applies what can be applied at once. Returns how many fixes that were, and the files' texts before.
fn pass(report: &mut Report, and_unsafe: bool, spoiled: &mut FxHashSet<FileId>) -> (usize, Vec<(FileId, String)>) {
    loop {
        let wanted = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let wanted = wanted.filter(|fix| and_unsafe || fix.safety == Safety::Safe);
        let applied = apply(&report.files, wanted.filter(|fix| is_allowed(fix, &report.files, spoiled)));
        let problems = |files: &Files, id| syntax::parse(files, id).problems.len();
        let changed: Vec<(FileId, usize)> =
            applied.texts.iter().map(|(id, _)| (*id, problems(&report.files, *id))).collect();
        let before: Vec<(FileId, String)> =
            applied.texts.into_iter().map(|(id, text)| (id, report.files.replace_text(id, text))).collect();
        let broken: Vec<FileId> =
            changed.into_iter().filter(|(id, count)| problems(&report.files, *id) > *count).map(|(id, _)| id).collect();
        if broken.is_empty() {
            return (applied.fixes, before);
        }
        for (id, text) in before {
            report.files.replace_text(id, text);
        }
        spoiled.extend(broken);
    }
}

/// Whether all files of a fix may be touched: they were asked for, and none would break.
fn is_allowed(fix: &Fix, files: &Files, spoiled: &FxHashSet<FileId>) -> bool {
    fix.edits.iter().all(|edit| files.get(edit.span.file).is_selected() && !spoiled.contains(&edit.span.file))
}

#[cfg(test)]
mod tests;
