//! Scalars of YAML: what they are and what they say.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ScalarStyle, Tag};

use super::Reader;
use crate::syntax::yaml::Dialect;
use crate::syntax::yaml::resolve::resolve;
use crate::tree::{Kind, Scalar, Style, decode};

impl Reader<'_> {
    /// Adds the null, or the empty text, of a place where a value could stand but does not.
    pub(super) fn implicit(&mut self, at: usize, tag: Option<&Tag>) -> u32 {
        let is_key = self.awaits_key();
        let mut place = at;
        if self.builder.awaits_value() {
            // The parser gives the end of the key; the value would stand after the colon.
            let rest = &self.source[at..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            place += if rest[blanks..].starts_with(':') { blanks + 1 } else { 0 };
        } else if at == self.last_comment.end {
            // An item without content: it stands after its dash, not after the comment.
            place = self.source[..self.last_comment.start].trim_end().len();
        }
        let is_text = is_key || tag.is_some_and(|tag| tag.core_suffix() == Some("str"));
        let kind = if tag.is_some_and(is_custom) {
            Kind::Unknown
        } else if is_text {
            Kind::String
        } else {
            Kind::Null
        };
        let span = self.span(place..place);
        self.builder.scalar(Scalar { kind, style: Style::Plain, span, decoded: None, indentation: 0 })
    }

    pub(super) fn scalar(
        &mut self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        mut range: Range<usize>,
        read: &str,
    ) -> u32 {
        let is_key = self.awaits_key();
        let tree_style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if is_block {
            range.end = range.start + read.trim_end().len();
        }
        let value = if !is_block && read != &self.source[range.clone()] {
            decode(tree_style, &self.source[range.clone()]).map_or(value, Cow::Owned)
        } else {
            value
        };
        let (kind, octal) = self.kind(&value, style, tag, is_key);
        let written = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                self.source.get(range.start + 1..range.end.saturating_sub(1))
            }
            _ => self.source.get(range.clone()),
        };
        let indentation = if is_block { self.indentation(range.start, &value) } else { 0 };
        let decoded = if written == Some(&*value) { None } else { Some(value.into_owned()) };
        let id = self.builder.scalar(Scalar { kind, style: tree_style, span: self.span(range), decoded, indentation });
        if octal {
            self.builder.mark_octal(id);
        }
        if is_key {
            if style == ScalarStyle::Plain && self.builder.text(id) == "<<" {
                self.builder.mark_merge_key(id);
            } else if kind != Kind::Unknown {
                self.keys.note(&self.builder, id, id);
            }
        }
        id
    }

    /// How many columns of its lines a block scalar at `start` does not count as text, told from its first line that is not blank:
    /// what the parser says is wrong behind `?`.
    fn indentation(&self, start: usize, decoded: &str) -> usize {
        let column = |text: &str, at: usize| at - text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let first = |text: &str| text.find(|letter: char| !letter.is_whitespace());
        let (Some(written), Some(read)) = (first(&self.source[start..]), first(decoded)) else { return 0 };
        column(self.source, start + written).saturating_sub(column(decoded, read))
    }

    pub(super) fn kind(&self, value: &str, style: ScalarStyle, tag: Option<&Tag>, is_key: bool) -> (Kind, bool) {
        if self.options.placeholders.are_in(value) {
            return (Kind::Unknown, false);
        }
        let Some(tag) = tag.filter(|tag| !is_override(tag)) else {
            return if is_key || style != ScalarStyle::Plain {
                (Kind::String, false)
            } else {
                resolve(value, self.options.dialect)
            };
        };
        let kind = match tag.core_suffix() {
            None if is_non_specific(tag) => Kind::String,
            None => Kind::Unknown,
            Some("int" | "float" | "bool" | "null") if !is_key => return resolve(value, Dialect::Yaml11),
            Some(_) => Kind::String,
        };
        (kind, false)
    }

    pub(super) fn tag(&mut self, id: u32, tag: Option<&Tag>, span: &granit_parser::Span, base: usize) {
        if tag.is_none() {
            return;
        }
        if let Some(range) = span.tag_span().and_then(|span| span.byte_range()) {
            let tag = &self.source[range.start + base..range.end + base];
            self.builder.tag(id, tag);
        }
    }
}

/// The tag `!`, which says only that the scalar is text.
fn is_non_specific(tag: &Tag) -> bool {
    tag.suffix().is_empty() && tag.handle() == "!" || tag.handle().is_empty() && tag.suffix() == "!"
}

/// The tag `!override` of Compose, which says how a value is merged and leaves it as it is written.
fn is_override(tag: &Tag) -> bool {
    tag.handle() == "!" && tag.suffix() == "override"
}

/// Whether only some program knows what a value with this tag is.
pub(super) fn is_custom(tag: &Tag) -> bool {
    tag.core_suffix().is_none() && !is_non_specific(tag) && !is_override(tag)
}
