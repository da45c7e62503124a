//! `--changed-since`: what differs from a commit, and the findings that are about it.
//!
//! A finding counts if a line of its place, or of a place that explains it, was added or changed since the work left the given
//! commit's branch, or stands beside lines that were removed. In a file that Git does not track yet every line counts.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::source::{Files, Span};

/// Lines count from 1.
type Lines = RangeInclusive<u32>;

/// The lines that differ, by paths relative to the root.
#[derive(PartialEq, Eq, Default, Debug)]
pub(super) struct Changes(BTreeMap<String, Vec<Lines>>);

impl Changes {
    /// Asks Git what differs between the files on the disk and the commit at which the work left the given one.
    pub(super) fn since(revision: &str, root: &Path) -> Result<Self, String> {
        let git = Git { root };
        if git.run(&["rev-parse", "--is-inside-work-tree"])? != b"true\n" {
            return Err("--changed-since: not in the working tree of a Git repository".into());
        }
        let commit = format!("{revision}^{{commit}}");
        let commit = git.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let commit = commit.map_err(|_| {
            format!("--changed-since: no commit is named `{revision}` here; in a shallow clone, fetch it")
        })?;
        let base = git.run(&["merge-base", String::from_utf8_lossy(&commit).trim(), "HEAD"]).map_err(|_| {
            format!("--changed-since: nothing is known that `{revision}` and HEAD both come from; in a shallow clone, fetch more of the history")
        })?;
        let diff = git.run(&[
            "diff",
            "--unified=0",
            "--text",
            "--find-renames",
            "--diff-filter=d",
            "--relative",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            String::from_utf8_lossy(&base).trim(),
            "--",
        ])?;
        let mut changes = Self::of_diff(&String::from_utf8_lossy(&diff));
        let untracked = git.run(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        let untracked = String::from_utf8_lossy(&untracked);
        let whole = untracked.split_terminator('\0').map(|path| (path.to_owned(), vec![1..=u32::MAX]));
        changes.0.extend(whole);
        Ok(changes)
    }

    /// Reads a diff without context lines, as Git writes it (<https://git-scm.com/docs/diff-format#generate_patch_text_with_p>).
    fn of_diff(diff: &str) -> Self {
        let mut changes = Self::default();
        let mut path = None;
        let mut lines = diff.split('\n');
        while let Some(line) = lines.next() {
            if let Some(name) = line.strip_prefix("+++ ") {
                path = unquoted(name).strip_prefix("b/").map(str::to_owned);
            } else if let (Some((removed, added, first)), Some(path)) = (hunk(line), &path) {
                let touched = if added == 0 { first.max(1)..=first + 1 } else { first..=first + (added - 1) };
                changes.0.entry(path.clone()).or_default().push(touched);
                // What stands in a hunk may look like a header.
                let mut left = removed + added;
                while left > 0 {
                    match lines.next() {
                        Some(line) if line.starts_with('\\') => {}
                        Some(_) => left -= 1,
                        None => break,
                    }
                }
            }
        }
        changes
    }

    /// Leaves only the findings that are about what changed.
    pub(super) fn keep(&self, report: &mut Report) {
        let files = &report.files;
        report.findings.retain(|finding| self.concerns(files, finding));
        report.suppressed.retain(|silenced| self.concerns(files, &silenced.diagnostic));
    }

    fn concerns(&self, files: &Files, finding: &Diagnostic) -> bool {
        let labels = finding.labels.iter().map(|label| label.span);
        std::iter::once(finding.span).chain(labels).any(|span| self.touches(files, span))
    }

    fn touches(&self, files: &Files, span: Span) -> bool {
        let file = files.get(span.file);
        let Some(changed) = self.0.get(file.path()) else { return false };
        let (first, last) = (file.position(span.start).line, file.position(span.end).line);
        changed.iter().any(|lines| *lines.start() <= last && first <= *lines.end())
    }
}

/// How many lines a hunk takes away and adds, and the line where what it adds begins: `@@ -4,0 +5,2 @@`.
fn hunk(line: &str) -> Option<(u32, u32, u32)> {
    let (ranges, _) = line.strip_prefix("@@ -")?.split_once(" @@")?;
    let (before, after) = ranges.split_once(" +")?;
    let range = |text: &str| -> Option<(u32, u32)> {
        let (first, count) = text.split_once(',').unwrap_or((text, "1"));
        Some((first.parse().ok()?, count.parse().ok()?))
    };
    let ((_, removed), (first, added)) = (range(before)?, range(after)?);
    Some((removed, added, first))
}

/// A path as Git writes it: with a tab after it if it has blanks, and in quotes with the escapes of C if it has control characters,
/// quotes or backslashes.
fn unquoted(name: &str) -> String {
    let name = name.strip_suffix('\t').unwrap_or(name);
    let Some(quoted) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else { return name.to_owned() };
    let mut bytes = Vec::new();
    let mut rest = quoted.bytes();
    while let Some(byte) = rest.next() {
        let escaped = if byte == b'\\' { rest.next() } else { None };
        bytes.push(match escaped {
            None => byte,
            Some(b'a') => 7,
            Some(b'b') => 8,
            Some(b't') => b'\t',
            Some(b'n') => b'\n',
            Some(b'v') => 11,
            Some(b'f') => 12,
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'3') => {
                let octal = |byte: Option<u8>| byte.map_or(0, |byte| byte.wrapping_sub(b'0') & 7);
                ((digit - b'0') << 6) | (octal(rest.next()) << 3) | octal(rest.next())
            }
            Some(other) => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Git in a folder.
struct Git<'r> {
    root: &'r Path,
}

impl Git<'_> {
    /// Runs a command that only reads, and without what the repository's own configuration would have Git run.
    fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let mut command = Command::new("git");
        command.args(["-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-C"]).arg(self.root);
        let output = command.args(arguments).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").output();
        let output = output.map_err(|error| format!("--changed-since needs `git`: {error}"))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let reason = said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ");
        Err(format!("--changed-since: {reason}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_gives_the_changed_lines() {
        let diff = "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,0 +2,3 @@ x\n+1\n+++ b/no\n+@@ -1 +1 @@\n@@ -9 +12 @@\n-a\n+b\n\\ No newline at end of file\n\
                    diff --git a/b c b/b c\n--- a/b c\t\n+++ b/b c\t\n@@ -4,2 +3,0 @@\n--- a/x\n-b\n@@ -10,1 +0,0 @@\n-c\n\
                    diff --git \"a/\\\"\\303\\251\\n\" \"b/\\\"\\303\\251\\n\"\n--- /dev/null\n+++ \"b/\\\"\\303\\251\\n\"\n@@ -0,0 +1 @@\n+a\n";
        let expected = [("a", vec![2..=4, 12..=12]), ("b c", vec![3..=4, 1..=1]), ("\"é\n", vec![1..=1])];
        let expected = expected.map(|(path, lines)| (path.to_owned(), lines));
        assert_eq!(Changes::of_diff(diff), Changes(expected.into()));
    }

    #[test]
    fn no_text_is_too_strange_to_be_read_as_a_diff() {
        for diff in
            ["", "@@", "+++ ", "+++ \"\\", "+++ b/a\n@@ -1,9 +1,9 @@\n", "+++ b/a\n@@ -x +y @@", "+++ \"b/\\3\"\n"]
        {
            assert!(Changes::of_diff(diff).0.values().all(|lines| !lines.is_empty()));
        }
    }
}
