//! What the rules about packages without a version have in common.

use crate::model::command::Argument;
use crate::model::docker::Run;
use crate::rule::{Cx, Reported};

/// What gets installed where no version is named, for people.
pub(super) const OF_SERVERS: &str = "the servers have gets installed";
pub(super) const NEWEST: &str = "is the newest gets installed";

/// Reports, once for a command, those of its words that name no version, where the first of them stands.
pub(super) fn report<'x>(
    run: Run<'_>,
    words: &[&Argument<'_>],
    is_unpinned: impl Fn(&str) -> bool,
    (what, help): (&str, &str),
    cx: &'x mut Cx<'_>,
) -> Option<Reported<'x>> {
    report_as(run, words, is_unpinned, (what, help), None, cx)
}

/// The same for a rule that does the work of several checks of other tools: `checks` are those that the finding stands for.
pub(super) fn report_as<'x>(
    run: Run<'_>,
    words: &[&Argument<'_>],
    is_unpinned: impl Fn(&str) -> bool,
    (what, help): (&str, &str),
    checks: Option<&[&'static str]>,
    cx: &'x mut Cx<'_>,
) -> Option<Reported<'x>> {
    let mut unpinned = words.iter().filter(|word| word.as_str().is_some_and(&is_unpinned)).peekable();
    let first = unpinned.peek()?.range;
    let names: Vec<String> = unpinned.filter_map(|word| word.as_str()).map(|name| format!("`{name}`")).collect();
    let message = format!("whatever version of {} {what}", names.join(", "));
    let reported = cx.report(run.span_of(first), message).help(help);
    Some(match checks {
        Some(checks) => reported.stands_for(checks.iter().copied()),
        None => reported,
    })
}
