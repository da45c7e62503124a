//! Where things stand in a file: columns, line ends, indentation.

use super::write::Writer;
use crate::fix::Edit;
use crate::source::{SourceFile, Span};
use crate::tree::{Kind, Node, Style};

/// How many nodes are looked at to see how a file indents.
const SAMPLE: usize = 2000;

/// The surroundings of a node that is to be edited.
pub(super) struct Place<'t> {
    node: Node<'t>,
    file: &'t SourceFile,
    text: &'t str,
}

impl<'t> Place<'t> {
    pub(super) fn new(node: Node<'t>) -> Self {
        let file = node.tree().files().get(node.span().file);
        Self { node, file, text: file.text() }
    }

    /// The surroundings of a collection of this kind that is written once and used once.
    pub(super) fn of_collection(node: Node<'t>, kind: Kind) -> Option<Self> {
        let is_editable = node.kind() == kind && super::is_editable(node);
        let place = Self::new(node);
        // A single pair in a list is a map in flow style without braces.
        let is_written = match node.style() {
            Style::Block => true,
            Style::Flow => place.text[node.span().range()].starts_with(['{', '[']),
            _ => false,
        };
        (is_editable && is_written).then_some(place)
    }

    pub(super) fn newline(&self) -> &'static str {
        let first = self.text.split_inclusive('\n').next().unwrap_or_default();
        if first.ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    /// How the file around writes.
    pub(super) fn writer(&self) -> Writer {
        let root = std::iter::successors(Some(self.node), |node| node.parent()).last().unwrap_or(self.node);
        let is_flow =
            std::iter::successors(Some(self.node), |node| node.parent()).any(|node| node.style() == Style::Flow);
        let is_json = root.style() == Style::Flow && (is_json_name(self.file.name()) || is_quoted(root));
        let sample = || self.node.tree().all().take(SAMPLE);
        let step = self.step(self.node).or_else(|| sample().find_map(|node| self.step(node))).unwrap_or(2);
        let dash = sample().find_map(|node| self.dash(node)).unwrap_or(step.min(2));
        Writer { newline: self.newline(), step, dash, is_json, is_flow }
    }

    /// How much deeper a map is than the one around it.
    fn step(&self, map: Node<'_>) -> Option<usize> {
        let outer = map.parent().filter(|outer| map.is_map() && outer.is_map() && outer.style() == map.style())?;
        let first = |map: Node<'_>| map.own_entries().next().map(|entry| entry.key.span());
        let (inner, outer) = (first(map)?, first(outer)?);
        if inner.file != outer.file || inner.file != self.node.span().file {
            return None;
        }
        self.own_line(inner.start)?.checked_sub(self.column_of(outer.start)?).filter(|step| *step > 0)
    }

    /// How much deeper the dash of a list is than its key.
    fn dash(&self, seq: Node<'_>) -> Option<usize> {
        let is_block = seq.is_seq() && seq.style() == Style::Block && seq.span().file == self.node.span().file;
        let key = seq.parent().filter(|map| is_block && map.is_map())?.own_entries().next()?.key.span();
        self.dash_before(seq.span().start)?.checked_sub(self.column_of(key.start)?)
    }

    fn line_start(&self, at: u32) -> usize {
        self.file.line_range(self.file.line_index(at)).start
    }

    /// The column (from 0) of a byte before which nothing but dashes and blanks stand in its line.
    pub(super) fn column_of(&self, at: u32) -> Option<usize> {
        let before = &self.text[self.line_start(at)..at as usize];
        let is_flow = self.node.style() == Style::Flow;
        if is_flow {
            return Some(before.len() - before.trim_start_matches(' ').len());
        }
        before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
    }

    /// The column of a byte before which nothing stands in its line.
    pub(super) fn own_line(&self, at: u32) -> Option<usize> {
        let before = &self.text[self.line_start(at)..at as usize];
        before.bytes().all(|byte| byte == b' ').then_some(before.len())
    }

    /// The column of the dash of an item whose content begins at a byte.
    fn dash_before(&self, content: u32) -> Option<usize> {
        let before = &self.text[self.line_start(content)..content as usize];
        let words = before.split_ascii_whitespace();
        let is_clear = words.clone().all(|word| word == "-" || word.starts_with(['&', '!']));
        let properties: usize = words.rev().take_while(|word| *word != "-").map(str::len).sum();
        let dash = before.rfind('-').filter(|_| is_clear && properties == 0)?;
        Some(dash)
    }

    pub(super) fn is_after_colon(&self, span: Span) -> bool {
        self.text[..span.start as usize].ends_with(':')
    }

    /// Whether a comment lies in a part of the file.
    pub(super) fn has_comment(&self, part: Span) -> bool {
        let comments = self.node.tree().comments();
        let from = comments.partition_point(|comment| comment.span.start < part.start);
        comments.get(from).is_some_and(|comment| comment.span.start < part.end)
    }

    /// An edit that writes something after the last child of a collection in block style.
    pub(super) fn after_last(&self, collection: Node<'t>, write: impl FnOnce(Writer, usize) -> String) -> Option<Edit> {
        let last = collection.items().last().or_else(|| collection.own_entries().last().map(|entry| entry.value));
        let end = collection.span();
        let keeps = last.is_some_and(keeps_breaks);
        if keeps { None } else { self.after_span(collection, end, write) }
    }

    /// An edit that writes something after the line where a child ends.
    pub(super) fn after(
        &self,
        collection: Node<'t>,
        child: Node<'_>,
        write: impl FnOnce(Writer, usize) -> String,
    ) -> Option<Edit> {
        if keeps_breaks(child) { None } else { self.after_span(collection, written(child), write) }
    }

    fn after_span(
        &self,
        collection: Node<'t>,
        span: Span,
        write: impl FnOnce(Writer, usize) -> String,
    ) -> Option<Edit> {
        if span.file != collection.span().file || collection.own_entries().any(|entry| self.is_explicit(entry.key)) {
            return None;
        }
        let start = collection.span().start;
        let column = if collection.is_map() { self.column_of(start)? } else { self.dash_before(start)? };
        let line = self.file.line_range(self.file.line_index(span.end));
        let rest = self.text[span.end as usize..line.end].trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            return None;
        }
        let written = format!("{}{}{}", self.newline(), " ".repeat(column), write(self.writer(), column));
        Some(Edit::replace(Span::new(span.file, line.end..line.end), written))
    }

    /// Whether a key is written as `? key`, or is no scalar: where what follows it belongs then is not worked out.
    fn is_explicit(&self, key: Node<'_>) -> bool {
        let span = written(key);
        let is_marked = || self.text[..span.start as usize].trim_end_matches([' ', '\n', '\r', '-']).ends_with('?');
        span.file == self.node.span().file && (!key.is_scalar() && !key.is_unknown() || is_marked())
    }

    /// An edit that writes something as the last child of a collection in brackets.
    pub(super) fn last_in_flow(
        &self,
        collection: Node<'t>,
        write: impl FnOnce(Writer, usize) -> String,
    ) -> Option<Edit> {
        let writer = self.writer();
        let span = collection.span();
        let Some(last) = collection.written_children().last() else {
            if self.has_comment(span) || span.len() < 2 {
                return None;
            }
            let column = self.column_of(span.start)?;
            let inside = span.part(1..span.len() - 1);
            if !writer.is_json {
                return Some(Edit::replace(inside, write(writer, column)));
            }
            let line = |column| format!("{}{}", writer.newline, " ".repeat(column));
            let inner = column + writer.step;
            return Some(Edit::replace(inside, format!("{}{}{}", line(inner), write(writer, inner), line(column))));
        };
        let at = last.at_end();
        if let Some(column) = self.own_line(last.start) {
            let written = write(writer, column);
            return Some(Edit::replace(at, format!(",{}{}{written}", writer.newline, " ".repeat(column))));
        }
        Some(Edit::replace(at, format!(", {}", write(writer, self.column_of(span.start)?))))
    }

    /// An edit that takes a child, written at `whole`, out of a collection in block style.
    pub(super) fn take_out(
        &self,
        collection: Node<'t>,
        child: Node<'_>,
        whole: Span,
        all: &[Span],
        empty: &str,
    ) -> Option<Edit> {
        if keeps_breaks(child) {
            return None;
        }
        let start = if collection.is_map() {
            self.line_start(whole.start) + self.column_of(whole.start)?
        } else {
            self.line_start(whole.start) + self.dash_before(whole.start)?
        };
        if all.len() < 2 {
            let key = collection.parent()?.own_entries().find(|entry| entry.value == collection)?.key.span();
            let from = self.text[key.end as usize..].find(':').map(|colon| key.end + colon as u32 + 1)?;
            let part = Span { start: from, end: collection.span().end, ..key };
            let properties = self.text[from as usize..start].trim();
            let is_clear = !self.has_comment(part) && properties.is_empty();
            return is_clear.then(|| Edit::replace(part, format!(" {empty}")));
        }
        let line = self.file.line_range(self.file.line_index(whole.end));
        let rest = self.text[whole.end as usize..line.end].trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            return None;
        }
        let is_own_line = self.text[self.line_start(whole.start)..start].trim().is_empty();
        let next_line = self.text[line.end..].find('\n').map_or(self.text.len(), |newline| line.end + newline + 1);
        if is_own_line {
            let from = self.line_start(whole.start);
            // The last line of a file without a line ending takes the one before with it.
            let from = if next_line == line.end && from > 0 {
                self.text[..from].trim_end_matches(['\n', '\r']).len()
            } else {
                from
            };
            return Some(Edit::replace(Span::new(whole.file, from..next_line), ""));
        }
        // `- a: 1` with more keys below: the next one moves up to the dash.
        let next = all.iter().find(|other| other.start > whole.start).filter(|_| collection.is_map())?;
        let between = Span { start: line.end as u32, end: next.start, ..whole };
        let is_clear = !self.has_comment(between) && self.own_line(next.start).is_some();
        is_clear.then(|| Edit::replace(Span { end: next.start, ..whole }, ""))
    }

    /// An edit that takes a child out of a collection in brackets, with the comma that belongs to it.
    pub(super) fn take_out_of_flow(&self, whole: Span, all: &[Span]) -> Option<Edit> {
        let at = all.iter().position(|span| *span == whole)?;
        let part = match (all.get(at + 1), at.checked_sub(1).map(|before| all[before])) {
            (Some(next), _) => Span { end: next.start, ..whole },
            (None, Some(before)) => Span { start: before.end, ..whole },
            (None, None) => whole,
        };
        (!self.has_comment(part)).then(|| Edit::replace(part, ""))
    }
}

/// Where a child of an edited collection is written: an alias where the alias stands.
pub(super) fn written(child: Node<'_>) -> Span {
    child.via().unwrap_or(child.span())
}

fn is_json_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("json"))
}

/// Whether the first key is in double quotes, as JSON has it.
fn is_quoted(root: Node<'_>) -> bool {
    root.own_entries().next().is_some_and(|entry| entry.key.style() == Style::DoubleQuoted)
}

/// Whether a value ends with a block text that keeps its trailing line breaks: what stands after it is part of it.
fn keeps_breaks(value: Node<'_>) -> bool {
    if value.via().is_some() {
        return false;
    }
    match value.kind() {
        Kind::Map => value.own_entries().last().is_some_and(|entry| keeps_breaks(entry.value)),
        Kind::Seq => value.items().last().is_some_and(keeps_breaks),
        _ => {
            let is_block = matches!(value.style(), Style::Literal | Style::Folded);
            is_block && (value.text().ends_with("\n\n") || value.text().trim().is_empty())
        }
    }
}
