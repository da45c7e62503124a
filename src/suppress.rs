//! Silence: comments that ask not to hear of a finding, and the baseline of what was there before.

pub mod baseline;
mod cover;
mod own;
mod peers;
mod policy;
mod unused;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::report::{Silence, Suppressed};
use crate::rule::Active;
use crate::source::{FileId, Files, Span};
use crate::syntax::Document;
use cover::Outline;

/// A comment that silences findings.
#[derive(Debug)]
struct Ignore {
    /// Where findings are silenced; `None` if there is nothing that the comment could be about.
    covers: Option<Span>,
    /// What it names.
    names: Vec<Name>,
    /// Why, in the words of whoever wrote it.
    reason: Option<String>,
    /// The bytes that go with it when it is taken away; `None` for a comment of a Go template, which leaves white space in what is
    /// rendered, or trims it.
    removal: Option<Span>,
    /// The comment, or the part of it that is addressed to us.
    span: Span,
    /// Whether it is addressed to us, and not to another tool.
    is_own: bool,
}

/// A name in the list of a comment.
#[derive(Debug)]
struct Name {
    /// As it is written.
    text: String,
    /// Where.
    span: Span,
    /// The bytes that go when the others in the list stay: with a comma.
    removal: Span,
    /// The rules that it stands for.
    targets: Vec<Target>,
    /// Whether it silenced something.
    used: bool,
}

/// A rule that a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Target {
    rule: &'static str,
    /// The check of another tool, as `tool:id`, if only the findings that stand for it are meant.
    check: Option<&'static str>,
}

impl Target {
    fn is(&self, finding: &Diagnostic) -> bool {
        let stands_for = |check| finding.also.as_ref().is_none_or(|also| also.contains(&check));
        self.rule == finding.rule && self.check.is_none_or(stands_for)
    }
}

impl Ignore {
    /// Whether it silences a finding at a place; then that is noted. At a place that the finding only names beside its own, another tool
    /// may see the same: there it has to name the very check.
    fn takes(&mut self, finding: &Diagnostic, place: Span, is_beside: bool) -> bool {
        let covered = |span: &Span| span.file == place.file && span.start <= place.start && place.start <= span.end;
        if !self.covers.as_ref().is_some_and(covered) || is_beside && self.is_own {
            return false;
        }
        let mut takes = false;
        let is_meant = |target: &Target| target.is(finding) && (!is_beside || target.check.is_some());
        for name in self.names.iter_mut().filter(|name| name.targets.iter().any(is_meant)) {
            name.used = true;
            takes = true;
        }
        takes
    }
}

/// Takes the silenced findings out of `found` and adds what is wrong with the silencing itself.
pub fn apply(
    project: &Project<'_>,
    active: &[Active<'_>],
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Vec<Suppressed> {
    let read = |document| {
        Some((document, read(project, document, config.today.as_deref()))).filter(|(_, ignores)| !ignores.is_empty())
    };
    let with_ignores: Vec<(&Document<'_>, Vec<Ignore>)> = project.documents().par_iter().filter_map(read).collect();
    if with_ignores.is_empty() {
        return Vec::new();
    }
    let (documents, mut ignores): (Vec<_>, FxHashMap<FileId, Vec<Ignore>>) =
        with_ignores.into_iter().map(|(document, ignores)| (document, (document.file, ignores))).unzip();
    let mut suppressed = Vec::new();
    let files = project.files();
    take(files, found, &mut ignores, &mut suppressed);
    let judge = unused::Judge::new(project, active, config);
    let about = |document: &Document<'_>| {
        let own = &ignores[&document.file];
        let mut complaints = judge.complaints(document, own);
        complaints.extend(policy::complaints(project, active, config, document.file, own));
        complaints
    };
    let mut complaints: Vec<Diagnostic> = documents.into_iter().flat_map(about).collect();
    take(files, &mut complaints, &mut ignores, &mut suppressed);
    found.append(&mut complaints);
    suppressed
}

/// Moves what is silenced from one list to the other.
fn take(
    files: &Files,
    found: &mut Vec<Diagnostic>,
    ignores: &mut FxHashMap<FileId, Vec<Ignore>>,
    suppressed: &mut Vec<Suppressed>,
) {
    let mut silence = |finding: &Diagnostic| -> Option<Silence> {
        let mut reason = None;
        // A comment in the file that a text is written in counts for the text too.
        let written = Some(files.written(finding.span)).filter(|written| *written != finding.span);
        let own = std::iter::once(finding.span).chain(written).map(|place| (place, false));
        let beside = finding.labels.iter().map(|label| label.span).filter(|place| place.file == finding.span.file);
        for (place, is_beside) in own.chain(beside.map(|place| (place, true))) {
            for ignore in ignores.get_mut(&place.file).into_iter().flatten() {
                // No early end: each comment that would silence the finding is of use.
                if ignore.takes(finding, place, is_beside) && reason.is_none() {
                    reason = Some(ignore.reason.clone());
                }
            }
        }
        reason.map(|reason| Silence::Comment { reason })
    };
    found.retain(|finding| match silence(finding) {
        Some(by) => {
            suppressed.push(Suppressed { diagnostic: finding.clone(), by });
            false
        }
        None => true,
    });
}

/// The ignore comments of a document.
fn read(project: &Project<'_>, document: &Document<'_>, today: Option<&str>) -> Vec<Ignore> {
    let files = project.files();
    let text = files.get(document.file).text();
    let mut ignores = Vec::new();
    // Most files have no such comment, and the search for the name costs less than that for comments.
    let (own, peers) = (own::may_be_in(text), peers::may_be_in(text));
    if own || peers {
        let outline = Outline::new(files, document);
        if own {
            ignores.extend(outline.comments().iter().filter_map(|comment| own::read(&outline, *comment)));
        }
        if peers {
            ignores.extend(peers::read(&outline, document, today));
        }
    }
    ignores
}

#[cfg(test)]
mod tests;
