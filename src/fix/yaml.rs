//! Edits of YAML and JSON. Each keeps all that it does not change byte for byte, comments included, and writes as the file around
//! does: its indentation, its line endings, its brackets or none. What cannot be edited so gives no edit: nodes that are computed or
//! used from several places, and forms where a comment would have to go.

mod order;
mod place;
mod write;

pub use order::{can_sort, reorder, sort_keys};

use self::place::Place;
use self::write::is_kept;
use super::Edit;
use crate::source::Span;
use crate::tree::{Entry, Kind, Node, Style};

/// A value to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A scalar that is what it looks like: `true` is a boolean, `8080` a number, `web` text. Quoted only where it has to be.
    Scalar(String),
    /// Text, in quotes where it would be read as something else.
    Text(String),
    /// A map.
    Map(Vec<(String, Value)>),
    /// A list.
    Seq(Vec<Value>),
}

impl Value {
    /// A scalar that is what it looks like.
    pub fn scalar(text: impl Into<String>) -> Self {
        Self::Scalar(text.into())
    }

    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What a node says, if all of it is known.
    pub fn of(node: Node<'_>) -> Option<Self> {
        Some(match node.kind() {
            Kind::Map if !node.is_open() => {
                let entry = |it: Entry<'_>| Some((it.key.as_text()?.to_owned(), Self::of(it.value)?));
                Self::Map(node.entries().map(entry).collect::<Option<_>>()?)
            }
            Kind::Seq if !node.is_open() => Self::Seq(node.items().map(Self::of).collect::<Option<_>>()?),
            Kind::String => Self::Text(node.as_str()?.to_owned()),
            Kind::Bool | Kind::Int | Kind::Float => Self::Scalar(node.text().to_owned()),
            _ => return None,
        })
    }

    /// A map with one entry.
    pub fn entry(key: impl Into<String>, value: Value) -> Self {
        Self::Map(vec![(key.into(), value)])
    }
}

/// Gives a number another value, in octal with a 0 before it; JSON, which knows no octal numbers, has it in decimal.
pub fn set_octal(node: Node<'_>, number: u32) -> Option<Edit> {
    let is_json = Place::new(node).writer().is_json;
    set(node, &if is_json { number.to_string() } else { format!("0{number:o}") })
}

/// Gives a scalar another value. Quotes stay; a value without them gets them where it needs them. A key without a value gets one.
pub fn set(node: Node<'_>, text: &str) -> Option<Edit> {
    if !node.is_scalar() || !is_editable(node) || matches!(node.style(), Style::Literal | Style::Folded | Style::Hcl) {
        return None;
    }
    let place = Place::new(node);
    let span = node.span();
    if span.is_empty() {
        return place.is_after_colon(span).then(|| Edit::replace(span, format!(" {}", place.writer().scalar(text))));
    }
    let written = match node.style() {
        Style::DoubleQuoted => write::double_quoted(text),
        Style::SingleQuoted => write::single_quoted(text)?,
        _ => place.writer().scalar(text),
    };
    Some(Edit::replace(span, written))
}

/// Gives a node of any form another value, in place: a null, an empty or a flow collection, or a scalar.
pub fn replace(node: Node<'_>, value: &Value) -> Option<Edit> {
    let is_block = matches!(node.style(), Style::Literal | Style::Folded | Style::Hcl | Style::Block);
    if is_block || !is_editable(node) {
        return None;
    }
    let place = Place::new(node);
    let span = node.span();
    let blank = if span.is_empty() { " " } else { "" };
    let is_good = !place.has_comment(span) && (!span.is_empty() || place.is_after_colon(span));
    is_good.then(|| Edit::replace(span, format!("{blank}{}", place.writer().inline(value))))
}

/// Adds an entry at the end of a map that does not have the key yet.
pub fn insert(map: Node<'_>, key: &str, value: &Value) -> Option<Edit> {
    let place = Place::of_collection(map, Kind::Map).filter(|_| map.entry(key).is_none())?;
    match map.style() {
        Style::Block => place.after_last(map, |writer, column| writer.entry(key, value, column)),
        _ => place.last_in_flow(map, |writer, column| writer.flow_entry(key, value, column)),
    }
}

/// Makes the value at the end of a path of keys this one: sets the scalar that stands there, or adds what of the path is not there yet.
pub fn put(map: Node<'_>, path: &[&str], value: &Value) -> Option<Edit> {
    let (key, rest) = path.split_first()?;
    let nested = || rest.iter().rev().fold(value.clone(), |inner, key| Value::entry(*key, inner));
    match (map.entry(key), value) {
        (None, _) => insert(map, key, &nested()).filter(|_| map.lacks(key)),
        (Some(entry), Value::Scalar(text) | Value::Text(text)) if rest.is_empty() => set(entry.value, text),
        (Some(entry), _) if rest.is_empty() || entry.value.is_null() => replace(entry.value, &nested()),
        (Some(entry), _) => put(entry.value, rest, value),
    }
}

/// Adds an entry before the first one of a map.
pub fn insert_first(map: Node<'_>, key: &str, value: &Value) -> Option<Edit> {
    let place = Place::of_collection(map, Kind::Map).filter(|_| map.entry(key).is_none())?;
    let Some(first) = map.own_entries().next() else { return insert(map, key, value) };
    let start = map.span().start.max(if map.style() == Style::Flow { first.key.span().start } else { 0 });
    let column = place.column_of(start)?;
    let at = Span { start, end: start, ..map.span() };
    Some(match map.style() {
        Style::Block => {
            let entry = place.writer().entry(key, value, column);
            Edit::replace(at, format!("{entry}{}{}", place.newline(), " ".repeat(column)))
        }
        _ => {
            let entry = place.writer().flow_entry(key, value, column);
            // Where each entry has a line of its own, so has this one.
            let is_own_line = place.own_line(start).is_some();
            let next = if is_own_line { format!("{}{}", place.newline(), " ".repeat(column)) } else { " ".to_owned() };
            Edit::replace(at, format!("{entry},{next}"))
        }
    })
}

/// Adds an entry right after another one of the same map.
pub fn insert_entry_after(entry: Entry<'_>, key: &str, value: &Value) -> Option<Edit> {
    let map = entry.key.parent()?;
    let place = Place::of_collection(map, Kind::Map).filter(|_| map.entry(key).is_none())?;
    match map.style() {
        Style::Block => place.after(map, entry.value, |writer, column| writer.entry(key, value, column)),
        _ => {
            let column = place.column_of(map.span().start)?;
            let end = place::written(entry.value).at_end();
            Some(Edit::replace(end, format!(", {}", place.writer().flow_entry(key, value, column))))
        }
    }
}

/// Adds an item at the end of a list.
pub fn append(seq: Node<'_>, value: &Value) -> Option<Edit> {
    let place = Place::of_collection(seq, Kind::Seq)?;
    match seq.style() {
        Style::Block => place.after_last(seq, |writer, column| writer.item(value, column)),
        _ => place.last_in_flow(seq, |writer, column| writer.flow(value, column)),
    }
}

/// Takes an entry out of its map. The only entry of a map in block style leaves an empty map.
pub fn remove(entry: Entry<'_>) -> Option<Edit> {
    let map = entry.key.parent()?;
    let place = Place::of_collection(map, Kind::Map)?;
    let whole = entry.key.span().cover(place::written(entry.value));
    let all: Vec<Span> = map.written_children().collect();
    match map.style() {
        Style::Block => place.take_out(map, entry.value, whole, &all, "{}"),
        _ => place.take_out_of_flow(whole, &all),
    }
}

/// Takes an item out of its list. The only item of a list in block style leaves an empty list.
pub fn remove_item(item: Node<'_>) -> Option<Edit> {
    let seq = item.parent().filter(|_| item.via().is_none())?;
    let place = Place::of_collection(seq, Kind::Seq)?;
    let all: Vec<Span> = seq.written_children().collect();
    match seq.style() {
        Style::Block => place.take_out(seq, item, item.span(), &all, "[]"),
        _ => place.take_out_of_flow(item.span(), &all),
    }
}

/// Puts another entry in the place of one, in a map that does not have the key yet.
pub fn replace_entry(entry: Entry<'_>, key: &str, value: &Value) -> Option<Edit> {
    let map = entry.key.parent()?;
    let place = Place::of_collection(map, Kind::Map).filter(|_| map.entry(key).is_none())?;
    let whole = entry.key.span().cover(place::written(entry.value));
    let column = place.column_of(entry.key.span().start)?;
    let written = match map.style() {
        Style::Block => place.writer().entry(key, value, column),
        _ => place.writer().flow_entry(key, value, column),
    };
    (!place.has_comment(whole)).then(|| Edit::replace(whole, written))
}

/// Gives an entry another key.
pub fn rename_key(entry: Entry<'_>, key: &str) -> Option<Edit> {
    let map = entry.key.parent()?;
    let place = Place::of_collection(map, Kind::Map)?;
    if map.entry(key).is_some() || entry.key.is_unknown() || entry.key.span().is_empty() {
        return None;
    }
    let written = match entry.key.style() {
        Style::DoubleQuoted => write::double_quoted(key),
        Style::SingleQuoted => write::single_quoted(key)?,
        _ => place.writer().key(key),
    };
    Some(Edit::replace(entry.key.span(), written))
}

/// Writes lines before an entry of a block map, above the comments that belong to it. The lines have no indentation of their own; a
/// blank line separates them where one stood before the entry.
pub fn insert_before(entry: Entry<'_>, lines: &[&str]) -> Option<Edit> {
    let map = entry.key.parent().filter(|map| map.style() == Style::Block)?;
    let place = Place::of_collection(map, Kind::Map)?;
    let key = entry.key.span();
    let column = place.own_line(key.start)?;
    let file = entry.key.tree().files().get(key.file);
    let text = file.text();
    let mut line = file.line_index(key.start);
    let is_comment = |line: usize| {
        let text = &text[file.line_range(line)];
        text.trim_start().starts_with('#') && text.len() - text.trim_start().len() == column
    };
    while line > 0 && is_comment(line - 1) {
        line -= 1;
    }
    let is_apart = line > 0 && text[file.line_range(line - 1)].trim().is_empty();
    let newline = place.newline();
    let start = file.line_range(line).start;
    let indented = lines.iter().flat_map(|line| [" ".repeat(column), (*line).to_owned(), newline.to_owned()]);
    let written: String = indented.chain(is_apart.then(|| newline.to_owned())).collect();
    Some(Edit::replace(Span::new(key.file, start..start), written))
}

/// Writes lines after an entry of a block map. The lines have no indentation of their own.
pub fn insert_after(entry: Entry<'_>, lines: &[&str]) -> Option<Edit> {
    let map = entry.key.parent().filter(|map| map.style() == Style::Block)?;
    let place = Place::of_collection(map, Kind::Map)?;
    let newline = place.newline();
    place.after(map, entry.value, |_, column| lines.join(&format!("{newline}{}", " ".repeat(column))))
}

/// Whether a node is written once and used once.
fn is_editable(node: Node<'_>) -> bool {
    !node.is_derived() && !node.is_shared() && !is_kept(node)
}

#[cfg(test)]
mod tests;
