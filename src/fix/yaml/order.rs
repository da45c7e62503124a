//! Another order of entries or items.

use super::is_editable;
use super::place::written;
use crate::fix::Edit;
use crate::source::{SourceFile, Span};
use crate::tree::{Node, Style};

/// Puts the entries of a map or the items of a list into another order: `order[n]` is the number of the one that comes to stand at the
/// n-th place. They move byte for byte, and what stands between them stays. `None` where a comment might lose what it is about, or an
/// alias what it stands for.
pub fn reorder(collection: Node<'_>, order: &[usize]) -> Option<Vec<Edit>> {
    let children = movable(collection).filter(|children| children.len() == order.len())?;
    let text = collection.tree().files().get(children.first()?.file).text();
    let moved = order.iter().enumerate().filter(|(place, from)| place != *from);
    moved.map(|(place, from)| Some(moved_to(children[place], text, &text[children.get(*from)?.range()]))).collect()
}

/// Writes a text to a place. The blanks behind the place belong to the edit: what another fix adds to the end of the line would be left behind.
fn moved_to(place: Span, source: &str, text: &str) -> Edit {
    let rest = &source[place.end as usize..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let end = place.end as usize + blanks;
    Edit::replace(Span::new(place.file, place.start as usize..end), format!("{text}{}", &rest[..blanks]))
}

/// Puts the keys of a map and of all maps below it into the order of the alphabet, each where [`reorder`] could. `None` if nothing moves.
/// Linear in the text: what moves is written once, with all that is below it in order already.
pub fn sort_keys(node: Node<'_>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    sort_below(node, &mut edits);
    (!edits.is_empty()).then_some(edits)
}

/// Whether the keys of a map itself, not of those below it, are out of order and may be put into it.
pub fn can_sort(map: Node<'_>) -> bool {
    out_of_order(map).is_some()
}

fn sort_below(node: Node<'_>, edits: &mut Vec<Edit>) {
    let Some((children, order)) = out_of_order(node) else {
        children_here(node).for_each(|(_, child)| sort_below(child, edits));
        return;
    };
    let values: Vec<Node<'_>> = node.own_entries().map(|entry| entry.value).collect();
    let text = node.tree().files().get(node.span().file).text();
    for (place, from) in order.into_iter().enumerate() {
        let mut sorted = String::new();
        write_sorted(children[from], values[from], &mut sorted);
        if sorted != text[children[place].range()] {
            edits.push(moved_to(children[place], text, &sorted));
        }
    }
}

/// Writes a part of a file in which one node is written, with all keys of the node in order.
fn write_sorted(part: Span, node: Node<'_>, out: &mut String) {
    let text = node.tree().files().get(part.file).text();
    let places: Vec<(Span, Node<'_>)> = children_here(node).filter(|(span, _)| span.file == part.file).collect();
    let order = out_of_order(node).map(|(_, order)| order).filter(|order| order.len() == places.len());
    let mut end = part.start;
    for (at, (span, _)) in places.iter().enumerate() {
        let (from, child) = places[order.as_ref().map_or(at, |order| order[at])];
        out.push_str(&text[end as usize..span.start as usize]);
        write_sorted(from, child, out);
        end = span.end;
    }
    out.push_str(&text[end as usize..part.end as usize]);
}

/// The entries or items of a collection that are written in it, from key to value, in the order of their places.
fn children_here<'t>(node: Node<'t>) -> impl Iterator<Item = (Span, Node<'t>)> {
    let entries = node.own_entries().map(|entry| (entry.key.span(), entry.value));
    let items = node.items().map(|item| (item.span(), item));
    let is_here = move |(_, value): &(Span, Node<'t>)| value.via() == node.via();
    let whole = |(start, value): (Span, Node<'t>)| (Span { end: written(value).end.max(start.end), ..start }, value);
    entries.chain(items).filter(is_here).map(whole)
}

/// Where the entries of a map stand, and in which order they would be sorted, if they are not and may be moved.
fn out_of_order(map: Node<'_>) -> Option<(Vec<Span>, Vec<usize>)> {
    let keys: Vec<&str> = map.own_entries().map(|entry| entry.key.text()).collect();
    if keys.is_sorted() {
        return None;
    }
    let children = movable(map).filter(|children| children.len() == keys.len())?;
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|at| keys[*at]);
    Some((children, order))
}

/// Where the children of a collection stand, if they may change places.
fn movable(collection: Node<'_>) -> Option<Vec<Span>> {
    let children: Vec<Span> = collection.written_children().collect();
    let (first, last) = (*children.first()?, *children.last()?);
    let file = collection.tree().files().get(first.file);
    let text = |span: Span| &file.text()[span.range()];
    let is_in_order = children.windows(2).all(|pair| pair[0].file == pair[1].file && pair[0].end <= pair[1].start);
    if !is_editable(collection) || !is_in_order {
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
    let is_fixed = has_names || has_open_end || !is_even || has_loose_comment(collection, file, &children);
    (!is_fixed).then_some(children)
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
