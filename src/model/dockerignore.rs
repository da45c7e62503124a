//! Which files a `.dockerignore` keeps out of the build context.
//!
//! Facts: moby/patternmatcher, `patternmatcher.go`, and Go's `filepath.Match`.

mod pattern;

pub use pattern::Pattern;

use crate::source::{FileId, Span};
use crate::syntax::dockerignore::{Line, parse};

/// A line of a `.dockerignore`.
#[derive(Debug)]
pub struct Entry<'s> {
    /// The line as written, without blanks around it.
    pub written: &'s str,
    /// Its place.
    pub span: Span,
    /// Whether it begins with `!`: what it matches stays in the context.
    pub is_negated: bool,
    /// What it matches; `None` if the builder refuses it.
    pub pattern: Option<Pattern>,
}

/// A `.dockerignore`.
#[derive(Debug)]
pub struct IgnoreFile<'s> {
    /// The file.
    pub file: FileId,
    /// Its lines in their order, without comments and empty ones.
    pub entries: Vec<Entry<'s>>,
}

impl<'s> IgnoreFile<'s> {
    /// Understands the text of a file.
    pub fn new(text: &'s str, file: FileId) -> Self {
        Self { file, entries: parse(text, file).into_iter().map(Entry::new).collect() }
    }

    /// Whether a file or folder of the context, with its path from there on, is kept out. The last line that matches it or a folder
    /// that it lies in counts.
    pub fn excludes(&self, path: &str) -> bool {
        let last = self.entries.iter().rev().find(|entry| entry.matches(path));
        last.is_some_and(|entry| !entry.is_negated)
    }
}

impl<'s> Entry<'s> {
    fn new(line: Line<'s>) -> Self {
        let negated = line.written.strip_prefix('!');
        let written = negated.unwrap_or(line.written).trim();
        let is_alone = negated.is_some() && written.is_empty();
        let pattern = if is_alone { None } else { Pattern::new(written) };
        Self { written: line.written, span: line.span, is_negated: negated.is_some(), pattern }
    }

    /// Whether it matches a path, or a folder that this lies in.
    pub fn matches(&self, path: &str) -> bool {
        self.pattern.as_ref().is_some_and(|pattern| pattern.matches(path))
    }
}

#[cfg(test)]
mod tests {
    use super::IgnoreFile;
    use crate::source::FileId;

    #[test]
    fn the_last_line_that_matches_counts() {
        let ignore = IgnoreFile::new("*\n!src\nsrc/**/*.log\n!", FileId(0));
        assert!(ignore.excludes("Makefile") && ignore.excludes("src/a/b.log"));
        assert!(!ignore.excludes("src") && !ignore.excludes("src/main.go"));
        assert!(ignore.entries[3].pattern.is_none());
    }
}
