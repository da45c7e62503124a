//! `.dockerignore` files: one pattern on each line.
//!
//! Facts: moby/patternmatcher, `ignorefile/ignorefile.go`, and the documentation of the build context
//! (<https://docs.docker.com/build/concepts/context/#dockerignore-files>).

use crate::source::{FileId, Span};

/// A line with a pattern.
#[derive(Clone, Copy, Debug)]
pub struct Line<'s> {
    /// What is written, without blanks around it.
    pub written: &'s str,
    /// Its place.
    pub span: Span,
}

/// The lines of a file that are neither empty nor comments. A comment has its `#` at the very start of the line.
pub fn parse(text: &str, file: FileId) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = if start == 0 { raw.trim_start_matches('\u{feff}') } else { raw };
        let written = line.trim();
        if line.starts_with('#') || written.is_empty() {
            continue;
        }
        let offset = start + raw.len() - line.len() + line.len() - line.trim_start().len();
        lines.push(Line { written, span: Span::new(file, offset..offset + written.len()) });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::source::FileId;

    #[test]
    fn lines_that_say_nothing_are_left_out() {
        let text = "\u{feff}# a\n\n  node_modules  \r\n # no comment\n!x";
        let lines = parse(text, FileId(0));
        let written: Vec<&str> = lines.iter().map(|line| line.written).collect();
        assert_eq!(written, ["node_modules", "# no comment", "!x"]);
        assert!(lines.iter().all(|line| &text[line.span.range()] == line.written));
    }
}
