use crate::model::dockerignore::{Entry, IgnoreFile};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::IgnoreFile(check);

fn check(ignore: &IgnoreFile<'_>, cx: &mut Cx<'_>) {
    for (at, entry) in ignore.entries.iter().enumerate() {
        let Some(pattern) = entry.pattern.as_ref().filter(|pattern| entry.is_negated && pattern.is_literal()) else {
            continue;
        };
        let path = pattern.as_str();
        if let Some(later) = ignore.entries[at + 1..].iter().find(|later| !later.is_negated && later.matches(path)) {
            // What stands behind that may bring it back.
            let returns = ignore
                .entries
                .iter()
                .rev()
                .take_while(|other| other.span != later.span)
                .any(|other| other.is_negated && other.matches(path));
            if !returns {
                cx.report(
                    entry.span,
                    format!("`{}` has no effect, because `{}` below excludes it again", entry.written, later.written),
                )
                .label(later.span, "the last line that matches counts")
                .help("move it below that line");
            }
        } else if ignore.entries[..at].iter().all(|before| before.is_negated || is_apart(before, path)) {
            cx.report(
                entry.span,
                format!("`{}` has no effect, because no line before it excludes that", entry.written),
            )
            .help("remove it, or move it below the line that it is an exception from");
        }
    }
}

/// Whether a line surely excludes neither a path nor anything below it.
fn is_apart(entry: &Entry<'_>, path: &str) -> bool {
    let Some(pattern) = &entry.pattern else { return false };
    let is_below = pattern.as_str().strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    pattern.is_literal() && !pattern.matches(path) && !is_below
}
