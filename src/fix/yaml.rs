//! Edits of YAML in block style.

use super::Edit;
use crate::source::Span;
use crate::tree::{Entry, Node, Style};

/// Replaces a scalar that is written once and used once.
pub fn set(node: Node<'_>, text: &str) -> Option<Edit> {
    let is_editable = node.is_scalar() && !node.is_derived() && !node.is_shared() && !node.span().is_empty();
    is_editable.then(|| Edit::replace(node.span(), text))
}

/// Writes lines before an entry of a block map, above the comments that belong to it. The lines have no indentation of their own; a
/// blank line separates them where one stood before the entry.
pub fn insert_before(entry: Entry<'_>, lines: &[&str]) -> Option<Edit> {
    let indentation = indentation(entry)?;
    let key = entry.key.span();
    let file = entry.key.tree().files().get(key.file);
    let text = file.text();
    let mut line = file.line_index(key.start);
    let is_comment = |line: usize| {
        let text = &text[file.line_range(line)];
        text.len() > indentation
            && text.trim_start().starts_with('#')
            && text.len() - text.trim_start().len() == indentation
    };
    while line > 0 && is_comment(line - 1) {
        line -= 1;
    }
    let is_apart = line > 0 && text[file.line_range(line - 1)].trim().is_empty();
    let newline = newline(text);
    let start = file.line_range(line).start;
    let mut written: String = lines.iter().map(|line| format!("{}{line}{newline}", " ".repeat(indentation))).collect();
    if is_apart {
        written.push_str(newline);
    }
    Some(Edit::replace(Span::new(key.file, start..start), written))
}

/// Writes lines after an entry of a block map whose value is a scalar on the same line. The lines have no indentation of their own.
pub fn insert_after(entry: Entry<'_>, lines: &[&str]) -> Option<Edit> {
    let indentation = indentation(entry)?;
    let (key, value) = (entry.key.span(), entry.value.span());
    let file = entry.key.tree().files().get(key.file);
    let line = file.line_index(key.start);
    if !entry.value.is_scalar() || entry.value.via().is_some() || value.file != key.file {
        return None;
    }
    let is_block = matches!(entry.value.style(), Style::Literal | Style::Folded);
    if is_block || file.line_index(value.end) != line {
        return None;
    }
    let end = file.line_range(line).end;
    let newline = newline(file.text());
    let written: String = lines.iter().map(|line| format!("{newline}{}{line}", " ".repeat(indentation))).collect();
    Some(Edit::replace(Span::new(key.file, end..end), written))
}

/// The columns before an entry that starts a line of a block map of its own.
fn indentation(entry: Entry<'_>) -> Option<usize> {
    let key = entry.key;
    let map = key.parent()?;
    if map.style() != Style::Block || map.is_derived() || map.is_shared() || key.via().is_some() {
        return None;
    }
    let file = key.tree().files().get(key.span().file);
    let start = file.line_range(file.line_index(key.span().start)).start;
    let before = &file.text()[start..key.span().start as usize];
    before.bytes().all(|byte| byte == b' ').then_some(before.len())
}

/// How lines of a text end.
fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
