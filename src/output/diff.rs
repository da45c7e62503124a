//! What a repair changed, as a unified diff that `git apply` and `patch -p1` take.

use std::fmt::Write;

use similar::TextDiff;

use crate::repair::Repaired;

/// How many unchanged lines are shown around a change.
const CONTEXT: usize = 3;

const RESET: &str = "\x1b[0m";
const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const CYAN: &str = "\x1b[36m";

/// Writes the changes of all files, in the order of their paths.
pub fn render(repaired: &Repaired, colour: bool) -> String {
    let mut text = String::new();
    for (id, before) in &repaired.before {
        let file = repaired.report.files.get(*id);
        let diff = TextDiff::from_lines(before.as_str(), file.text());
        let (old, new) = (format!("a/{}", file.path()), format!("b/{}", file.path()));
        // Writing to a string cannot fail.
        let _ = write!(text, "{}", diff.unified_diff().context_radius(CONTEXT).header(&old, &new));
    }
    if colour { painted(&text) } else { text }
}

fn painted(diff: &str) -> String {
    let mut text = String::new();
    for line in diff.split_inclusive('\n') {
        let paint = match line.as_bytes() {
            [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => BOLD,
            [b'-', ..] => RED,
            [b'+', ..] => GREEN,
            [b'@', ..] => CYAN,
            _ => "",
        };
        if paint.is_empty() {
            text.push_str(line);
        } else {
            text.extend([paint, line.trim_end_matches('\n'), RESET, "\n"]);
        }
    }
    text
}
