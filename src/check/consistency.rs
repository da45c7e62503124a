//! Consistency mode: a rule of posture speaks only where this project itself follows the practice in most places.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Label};
use crate::rule::Active;
use crate::source::Span;

/// The least number of places that say anything about a project's habits.
const MIN_PLACES: usize = 5;
/// The share of places that have to follow the practice, in per cent.
const MIN_SHARE: usize = 80;

/// Keeps a consistent rule's findings only where most places follow the practice, and points to one that does.
pub(super) fn judge(
    diagnostics: Vec<Diagnostic>,
    followed: &[(&'static str, Span)],
    departed: &[(&'static str, usize)],
    active: &[Active<'_>],
) -> Vec<Diagnostic> {
    let consistent: Vec<&str> = active.iter().filter(|rule| rule.consistent).map(|rule| rule.rule.id).collect();
    if consistent.is_empty() {
        return diagnostics;
    }
    let mut habits: FxHashMap<&str, (usize, Option<Span>)> = FxHashMap::default();
    for (rule, span) in followed {
        let habit = habits.entry(rule).or_default();
        habit.0 += 1;
        habit.1 = Some(habit.1.map_or(*span, |first| first.min(*span)));
    }
    let mut exceptions: FxHashMap<&str, usize> = FxHashMap::default();
    for diagnostic in &diagnostics {
        *exceptions.entry(diagnostic.rule).or_default() += 1;
    }
    for (rule, places) in departed {
        *exceptions.entry(rule).or_default() += places;
    }
    let judged = diagnostics.into_iter().filter_map(|mut diagnostic| {
        if !consistent.contains(&diagnostic.rule) {
            return Some(diagnostic);
        }
        let (right, example) = habits.get(diagnostic.rule).copied().unwrap_or_default();
        let places = right + exceptions[diagnostic.rule];
        if places < MIN_PLACES || right * 100 < places * MIN_SHARE {
            return None;
        }
        if let Some(span) = example {
            diagnostic.labels.push(Label { span, message: format!("done here, as in {right} of {places} places") });
        }
        Some(diagnostic)
    });
    judged.collect()
}
