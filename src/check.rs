//! Runs the rules over their subjects.
//!
//! The engine does all walking: `visit` says for each kind of document and unit which subjects are in it, and a rule is called with
//! each of them.

mod consistency;
mod lowered;
mod visit;

pub use lowered::lower;

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::diagnostic::{Category, Diagnostic, Severity};
use crate::fix::Edit;
use crate::progress::Phase;
use crate::project::Project;
use crate::rule::declared::Subject;
use crate::rule::{Active, Cx, Plan};
use crate::source::{FileId, Span};
use crate::syntax::{Document, json, yaml};

/// What the checks found so far.
#[derive(Debug, Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
    /// Places that follow a practice, by the rule that asks for it.
    followed: Vec<(&'static str, Span)>,
    /// How many places depart from a practice without a finding of their own.
    departed: Vec<(&'static str, usize)>,
}

impl Found {
    fn merge(mut self, other: Found) -> Found {
        self.diagnostics.extend(other.diagnostics);
        self.followed.extend(other.followed);
        self.departed.extend(other.departed);
        self
    }
}

/// An active rule with the function that looks at subjects of a sort.
type Listed<'r, S> = (&'r Active<'r>, fn(S, &mut Cx<'_>));

/// Runs rules over the subjects of one document or unit.
struct Runner<'r> {
    project: &'r Project<'r>,
    plan: &'r Plan<'r>,
    /// Where a defect of ours is reported while this document or unit is at work.
    at: Span,
    found: Found,
}

impl<'r> Runner<'r> {
    /// Runs each rule of a list on a subject.
    fn each<S: Copy>(&mut self, rules: &[Listed<'r, S>], subject: S) {
        for &(active, check) in rules {
            self.one(active, |cx| check(subject, cx));
        }
    }

    /// Runs each rule of a list on a subject that is written in a form of its own, and keeps only fixes that fit there.
    fn each_fitting<S: Copy>(&mut self, rules: &[Listed<'r, S>], subject: S, fits: impl Fn(&Edit) -> bool) {
        let before = self.found.diagnostics.len();
        self.each(rules, subject);
        for finding in &mut self.found.diagnostics[before..] {
            finding.fix = finding.fix.take().filter(|fix| fix.edits.iter().all(&fits));
        }
    }

    /// Runs each rule whose page says what it looks at on a subject that it looks at.
    fn declared(&mut self, subject: Subject<'_>) {
        for active in &self.plan.declared {
            let check = active.rule.page().check.as_ref();
            if let Some(check) = check.filter(|check| check.concerns(subject)) {
                self.one(active, |cx| check.check(subject, cx));
            }
        }
    }

    /// Runs one rule. A panic in it costs nothing else.
    fn one(&mut self, active: &'r Active<'r>, check: impl FnOnce(&mut Cx<'_>)) {
        let mut cx = Cx::new(self.project, active);
        let outcome = catch_unwind(AssertUnwindSafe(|| check(&mut cx)));
        let (diagnostics, followed, departed) = cx.into_parts();
        self.found.diagnostics.extend(diagnostics);
        if active.consistent {
            self.found.followed.extend(followed.into_iter().map(|span| (active.rule.id, span)));
            self.found.departed.extend((departed > 0).then_some((active.rule.id, departed)));
        }
        if outcome.is_err() {
            let what = format!("the rule `{}` panicked", active.rule.id);
            self.found.diagnostics.push(internal_error(self.at, &what));
        }
    }

    /// Walks one document or unit. A panic on the way (in a view, not in a rule) costs only what is left of it.
    fn guarded(mut self, walk: impl FnOnce(&mut Self)) -> Found {
        if catch_unwind(AssertUnwindSafe(|| walk(&mut self))).is_err() {
            self.found.diagnostics.push(internal_error(self.at, "walking this file panicked"));
        }
        self.found
    }
}

/// A defect of infralint itself, met at a place of the linted tree.
pub fn internal_error(span: Span, what: &str) -> Diagnostic {
    Diagnostic {
        rule: "infralint/internal-error",
        severity: Severity::Error,
        category: Category::Correctness,
        also: None,
        message: format!("internal error: {what}"),
        help: Some(
            "this is a defect of infralint; everything else was checked. Please report it with this file".into(),
        ),
        span,
        labels: Vec::new(),
        fix: None,
    }
}

/// Runs the active rules over the whole project.
pub fn run(project: &Project<'_>, active: &[Active<'_>]) -> Vec<Diagnostic> {
    let plan = Plan::new(active);
    let runner =
        |file: FileId| Runner { project, plan: &plan, at: Span { file, start: 0, end: 0 }, found: Found::default() };
    let progress = project.files().progress();
    progress.begin(Phase::Checking, project.documents().len());
    let check = |document: &Document<'_>| {
        let found = runner(document.file).guarded(|run| visit::document(run, document));
        progress.step();
        found
    };
    let documents = project.documents().par_iter().map(check).reduce(Found::default, Found::merge);
    let units =
        if project.files().is_empty() { Found::default() } else { runner(FileId(0)).guarded(visit::repository) };
    let mut found = documents.merge(units);
    keep_out_of_broken_files(&mut found.diagnostics, project);
    consistency::judge(found.diagnostics, &found.followed, &found.departed, active)
}

/// Takes away the fixes in YAML and JSON that cannot be read as they stand: what belongs together is guessed there.
fn keep_out_of_broken_files(found: &mut [Diagnostic], project: &Project<'_>) {
    let is_broken = |document: &&Document<'_>| {
        document.problems.iter().any(|problem| [yaml::RULE, json::RULE].contains(&problem.rule))
    };
    let broken: FxHashSet<FileId> =
        project.documents().iter().filter(is_broken).map(|document| document.file).collect();
    let fits = |edit: &Edit| !broken.contains(&edit.span.file);
    for finding in found.iter_mut().filter(|_| !broken.is_empty()) {
        finding.fix = finding.fix.take().filter(|fix| fix.edits.iter().all(fits));
    }
}
