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

/// What was learnt about files in which fixes did harm.
#[derive(Debug, Default)]
struct Harmed {
    /// Two fixes did not go together: only one is applied in a pass.
    one_by_one: FxHashSet<FileId>,
    /// A single fix broke it: none is applied.
    spoiled: FxHashSet<FileId>,
}

/// Checks the files and applies the safe fixes, or all of them. A fix that would break a file (it has more syntax problems than
/// before) is not applied and the file is reported as a defect of ours.
pub fn repair(files: Files, config: &Config, and_unsafe: bool) -> Repaired {
    let mut report = lint(files, config);
    let mut before = BTreeMap::new();
    let mut harmed = Harmed::default();
    let mut count = 0;
    for _ in 0..MAX_PASSES {
        let (applied, changed) = pass(&mut report, and_unsafe, &mut harmed);
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
    let mut spoiled: Vec<FileId> = harmed.spoiled.into_iter().collect();
    spoiled.sort_unstable();
    let defects = spoiled
        .into_iter()
        .map(|file| internal_error(Span { file, start: 0, end: 0 }, "a fix would break this file and was not applied"));
    let findings = std::mem::take(&mut report.findings).into_iter().chain(defects).collect();
    let Report { files, suppressed, .. } = report;
    Repaired { report: Report::new(files, findings, suppressed), before, fixes: count }
}

/// Applies what can be applied at once. Returns how many fixes that were, and the files' texts before.
fn pass(report: &mut Report, and_unsafe: bool, harmed: &mut Harmed) -> (usize, Vec<(FileId, String)>) {
    loop {
        let wanted = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let wanted = wanted.filter(|fix| and_unsafe || fix.safety == Safety::Safe);
        let mut begun = FxHashSet::default();
        let applied = apply(&report.files, wanted.filter(|fix| is_allowed(fix, &report.files, harmed, &mut begun)));
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
        for id in broken {
            if !harmed.one_by_one.insert(id) {
                harmed.spoiled.insert(id);
            }
        }
    }
}

/// Whether all files of a fix may be touched: they were asked for, none would break, and where fixes go one by one it is the first.
fn is_allowed(fix: &Fix, files: &Files, harmed: &Harmed, begun: &mut FxHashSet<FileId>) -> bool {
    let mut touched: Vec<FileId> = fix.edits.iter().map(|edit| edit.span.file).collect();
    touched.dedup();
    let is_free = |id: &FileId| {
        files.get(*id).is_selected()
            && !harmed.spoiled.contains(id)
            && !(harmed.one_by_one.contains(id) && begun.contains(id))
    };
    let is_allowed = touched.iter().all(is_free);
    if is_allowed {
        begun.extend(touched);
    }
    is_allowed
}

#[cfg(test)]
mod tests;
