//! Another order of entries or items.

use super::is_editable;
use crate::fix::Edit;
use crate::source::{SourceFile, Span};
use crate::tree::{Node, Style};

/// Puts the entries of a map or the items of a list into another order: `order[n]` is the number of the one that comes to stand at the
/// n-th place. They move byte for byte, and what stands between them stays. `None` where a comment might lose what it is about, or an
/// alias what it stands for.
pub fn reorder(collection: Node<'_>, order: &[usize]) -> Option<Vec<Edit>> {
    let children = movable(collection, order)?;
    let text = |span: Span| &collection.tree().files().get(span.file).text()[span.range()];
    let moved = order.iter().enumerate().filter(|(place, from)| place != *from);
    moved.map(|(place, from)| Some(Edit::replace(children[place], text(*children.get(*from)?)))).collect()
}

/// Does with several collections of one file at once what [`reorder`] does with one. They are sorted by where they begin, and one may lie
/// within another. Those that cannot be put into another order stay as they are; `None` if all do.
pub fn reorder_all(collections: &[(Node<'_>, Vec<usize>)]) -> Option<Vec<Edit>> {
    let (first, _) = collections.first()?;
    let file = first.tree().files().get(first.span().file);
    let spans: Vec<_> = collections.iter().map(|(collection, order)| movable(*collection, order)).collect();
    let start = spans.iter().flatten().filter_map(|children| children.first()).map(|it| it.start as usize).min()?;
    let end = spans.iter().flatten().filter_map(|children| children.last()).map(|it| it.end as usize).max()?;
    let mut text = file.text().as_bytes()[start..end].to_vec();
    let mut changed: Vec<Span> = Vec::new();
    // The inner ones first: another order within a collection changes nothing of its length.
    for ((_, order), children) in collections.iter().zip(&spans).rev() {
        let Some(children) = children.as_ref().filter(|it| it.iter().all(|it| it.file == first.span().file)) else {
            continue;
        };
        let within = |span: Span| span.start as usize - start..span.end as usize - start;
        let whole = Span { end: children[children.len() - 1].end, ..children[0] };
        let mut sorted = Vec::with_capacity(whole.len());
        for (place, from) in order.iter().enumerate() {
            let gap_start = place.checked_sub(1).map_or(whole.start, |before| children[before].end);
            sorted.extend_from_slice(&text[within(Span { start: gap_start, end: children[place].start, ..whole })]);
            sorted.extend_from_slice(&text[within(*children.get(*from)?)]);
        }
        text[within(whole)].copy_from_slice(&sorted);
        changed.push(whole);
    }
    changed.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    changed.dedup_by(|inner, outer| inner.end <= outer.end);
    let text = String::from_utf8(text).ok()?;
    let edit = |span: Span| Edit::replace(span, &text[span.start as usize - start..span.end as usize - start]);
    (!changed.is_empty()).then(|| changed.into_iter().map(edit).collect())
}

/// Where the children of a collection are, if they can be put into another order.
fn movable(collection: Node<'_>, order: &[usize]) -> Option<Vec<Span>> {
    let children: Vec<Span> = collection.written_children().collect();
    let (first, last) = (*children.first()?, *children.last()?);
    let file = collection.tree().files().get(first.file);
    let text = |span: Span| &file.text()[span.range()];
    let is_in_order = children.windows(2).all(|pair| pair[0].file == pair[1].file && pair[0].end <= pair[1].start);
    if !is_editable(collection) || !is_in_order || children.len() != order.len() {
        return None;
    }
    let whole = Span { end: last.end, ..first };
    let has_names = [" &", " *", "<<"].iter().any(|mark| text(whole).contains(mark));
    // How many line endings belong to a block of text depends on what follows it.
    let is_last = last.end as usize == file.text().len();
    let has_open_end = text(whole).contains("|+")
        || text(whole).contains(">+")
        || is_last && text(whole).contains(['|', '>'])
        || children.iter().any(|child| child.is_empty() || text(*child).ends_with(['\n', '\r']));
    let is_block = collection.style() == Style::Block;
    let column = |span: &Span| span.start - file.line_starts()[file.line_index(span.start)];
    let is_even = !is_block || children.iter().all(|child| column(child) == column(&first));
    if has_names || has_open_end || !is_even || has_loose_comment(collection, file, &children) {
        return None;
    }
    Some(children)
}

/// Whether a comment stands before, between or behind the children, where nothing says which of them it is about.
fn has_loose_comment(collection: Node<'_>, file: &SourceFile, children: &[Span]) -> bool {
    let (first, last) = (children[0], children[children.len() - 1]);
    let line_above = file.line_index(first.start).checked_sub(1).map(|line| file.line_range(line));
    let start = line_above.map_or(first.start, |line| line.start as u32);
    let end = file.line_range(file.line_index(last.end)).end as u32;
    let comments = collection.tree().comments();
    let from = comments.partition_point(|comment| comment.span.start < start);
    let near = comments[from..].iter().take_while(|comment| comment.span.start < end);
    let mut child = 0;
    for comment in near {
        while children.get(child).is_some_and(|span| span.end <= comment.span.start) {
            child += 1;
        }
        if children.get(child).is_none_or(|span| comment.span.start < span.start) {
            return true;
        }
    }
    false
}
