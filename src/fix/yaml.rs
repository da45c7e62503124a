//! Edits of YAML in block style.

use super::Edit;
use crate::source::Span;
use crate::tree::{Entry, Style};

/// Writes lines before an entry of a block map, above the comments that belong to it. The lines have no indentation of their own; a
/// blank line separates them where one stood before the entry. `None` for the first entry of a list's item.
pub fn insert_before(entry: Entry<'_>, lines: &[&str]) -> Option<Edit> {
    let (indentation, before) = place(entry)?;
    if !before.is_empty() {
        return None;
    }
    let key = entry.key.span();
    let file = entry.key.tree().files().get(key.file);
    let text = file.text();
    let mut line = file.line_index(key.start);
    let is_comment = |line: usize| {
        let text = &text[file.line_range(line)];
        text.trim_start().starts_with('#') && text.len() - text.trim_start().len() == indentation
    };
    while line > 0 && is_comment(line - 1) {
        line -= 1;
    }
    let is_apart = line > 0 && text[file.line_range(line - 1)].trim().is_empty();
    let start = file.line_range(line).start;
    let mut written = indented(lines, indentation).join("\n") + "\n";
    if is_apart {
        written.push('\n');
    }
    Some(Edit::replace(Span::new(key.file, start..start), written))
}

/// Writes lines after an entry of a block map whose value is a scalar. The lines have no indentation of their own.
pub fn insert_after(entry: Entry<'_>, lines: &[&str]) -> Option<Edit> {
    let (indentation, _) = place(entry)?;
    let (key, value) = (entry.key.span(), entry.value.span());
    if !entry.value.is_scalar() || entry.value.via().is_some() || value.file != key.file || value.is_empty() {
        return None;
    }
    let file = entry.key.tree().files().get(key.file);
    let last = key.start as usize + file.text()[key.start as usize..value.end as usize].trim_end().len();
    let end = file.line_range(file.line_index(last as u32 - 1)).end;
    let written = format!("\n{}", indented(lines, indentation).join("\n"));
    Some(Edit::replace(Span::new(key.file, end..end), written))
}

fn indented(lines: &[&str], columns: usize) -> Vec<String> {
    lines.iter().map(|line| format!("{}{line}", " ".repeat(columns))).collect()
}

/// The column of an entry of a block map, from 0, and what stands before it on its line: nothing, or the dash of a list's item.
fn place(entry: Entry<'_>) -> Option<(usize, &str)> {
    let key = entry.key;
    let map = key.parent()?;
    if map.style() != Style::Block || map.is_derived() || map.is_shared() || key.via().is_some() {
        return None;
    }
    let file = key.tree().files().get(key.span().file);
    let start = file.line_range(file.line_index(key.span().start)).start;
    let before = &file.text()[start..key.span().start as usize];
    matches!(before.trim(), "" | "-").then(|| (before.len(), before.trim()))
}
