//! The parser's events into the tree.

mod scalar;

use std::ops::Range;

use granit_parser::{Event, ScalarStyle, StructureStyle, Tag};

use self::scalar::is_custom;
use super::Options;
use super::message::{self, Told};
use crate::diagnostic::Problem;
use crate::source::{FileId, Files, Span};
use crate::syntax::keys::Keys;
use crate::tree::{Checkpoint, Kind, Scalar, Style, Tree, TreeBuilder};

/// The node of an anchor that stands in a part which is not kept.
const NOWHERE: u32 = u32::MAX;

/// A collection that is being read.
struct Frame {
    id: u32,
    is_map: bool,
    is_flow: bool,
    /// Where its keys begin in [`Reader::keys`].
    first_key: usize,
}

/// A part that is read over and becomes one unknown scalar: a key that is no scalar, or `{{ x }}` without quotes.
struct Skip {
    depth: usize,
    start: usize,
}

pub(super) struct Reader<'s> {
    pub(super) file: FileId,
    pub(super) source: &'s str,
    options: Options,
    builder: TreeBuilder<'s>,
    /// Syntax errors, which stay when a document is read again.
    errors: Vec<Problem>,
    /// What is wrong with the documents as they were read.
    problems: Vec<Problem>,
    frames: Vec<Frame>,
    keys: Keys,
    /// The node of each anchor of the document, by the parser's number for it, which rises.
    anchors: Vec<(usize, u32)>,
    skip: Option<Skip>,
    last_comment: Range<usize>,
    /// What was there when the document began.
    origin: Origin,
    /// What was there when the document before began.
    previous: Origin,
    /// The numbers of the documents that could not be read as they are.
    broken: Vec<usize>,
}

/// What was read when a document began.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    /// Where the document begins: the end of the one before.
    pub(super) start: usize,
    tree: Checkpoint,
    problems: usize,
    documents: usize,
}

impl<'s> Reader<'s> {
    pub(super) fn new(files: &'s Files, file: FileId, options: Options, start: usize) -> Self {
        let builder = TreeBuilder::new(files);
        let origin = Origin { start, tree: builder.checkpoint(), problems: 0, documents: 0 };
        Self {
            file,
            source: files.get(file).text(),
            options,
            builder,
            errors: Vec::new(),
            problems: Vec::new(),
            frames: Vec::new(),
            keys: Keys::default(),
            anchors: Vec::new(),
            skip: None,
            last_comment: 0..0,
            origin,
            previous: origin,
            broken: Vec::new(),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    fn report(&mut self, range: Range<usize>, message: String) {
        self.problems.push(Problem::new(message::RULE, self.span(range), message));
    }

    pub(super) fn report_syntax(&mut self, told: Told) {
        let problem = Problem::new(message::RULE, self.span(told.range), told.message);
        self.errors.push(Problem { help: told.help.map(str::to_owned), ..problem });
    }

    /// How many syntax errors were told.
    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    /// Says, once, that the file is a template, instead of what was told after the first `errors` errors.
    pub(super) fn report_template(&mut self, errors: usize, directive: Range<usize>) {
        self.errors.truncate(errors);
        let problem = message::template(self.span(directive));
        if !self.errors.iter().any(|error| error.rule == problem.rule) {
            self.errors.push(problem);
        }
    }

    /// What was read before the document that is being read.
    pub(super) fn origin(&self) -> Origin {
        self.origin
    }

    /// Goes back to the document before.
    pub(super) fn step_back(&mut self) {
        self.origin = self.previous;
    }

    /// Forgets what was read since.
    pub(super) fn restart_document(&mut self, origin: Origin) {
        self.forget_state();
        self.builder.rollback(origin.tree);
        self.problems.truncate(origin.problems);
        self.origin = origin;
    }

    fn forget_state(&mut self) {
        self.frames.clear();
        self.keys.clear();
        self.anchors.clear();
        self.skip = None;
    }

    /// Ends the document before the byte `end`, however much of it is still open.
    fn end_document(&mut self, end: usize) {
        if let Some(skip) = self.skip.take() {
            self.unknown(skip.start..skip.start);
        }
        while !self.frames.is_empty() {
            self.builder.complete_entry();
            self.close(None);
        }
        self.forget_state();
        self.previous = self.origin;
        self.origin = Origin {
            start: end,
            tree: self.builder.checkpoint(),
            problems: self.problems.len(),
            documents: self.builder.documents(),
        };
    }

    /// Ends a document that was read again. Where something was left out, all of it is open, and nothing is said of keys that are
    /// there twice: what stood between them may have been what tells them apart.
    pub(super) fn end_broken_document(&mut self, origin: Origin, end: usize, is_broken: bool) {
        if is_broken {
            let mut at = 0;
            self.end_document(end);
            self.problems.retain(|problem| {
                at += 1;
                at <= origin.problems || problem.rule == message::RULE
            });
            self.broken.extend(origin.documents..self.builder.documents());
        }
        self.end_document(end);
    }

    /// The innermost bracket or brace that is still open.
    pub(super) fn open_bracket(&self) -> Option<usize> {
        let is_bracket = |at: &usize| matches!(self.source.as_bytes().get(*at), Some(b'[' | b'{'));
        if let Some(skip) = &self.skip {
            return Some(skip.start).filter(is_bracket);
        }
        // A single pair in a list is a map without braces.
        let flow = self.frames.iter().rev().take_while(|frame| frame.is_flow);
        flow.map(|frame| self.builder.span(frame.id).start as usize).find(is_bracket)
    }

    pub(super) fn finish(self) -> (Tree<'s>, Vec<Problem>) {
        let mut tree = self.builder.finish();
        for document in self.broken {
            tree.open_document(document);
        }
        let mut problems = self.errors;
        problems.extend(self.problems);
        problems.sort_by_key(|problem| problem.span);
        problems.dedup();
        (tree, problems)
    }

    /// Takes one event. `text` is what the parser reads, as long as the source from `base` on.
    pub(super) fn event(&mut self, event: Event<'_>, span: &granit_parser::Span, text: &str, base: usize) {
        let range =
            span.byte_range().map_or(0..0, |range| self.boundary(range.start + base)..self.boundary(range.end + base));
        match event {
            Event::Comment(..) => {
                self.builder.comment(self.span(range.clone()));
                self.last_comment = range;
            }
            Event::DocumentEnd => self.end_document(range.end),
            _ if self.skip.is_some() => self.skip_event(&event, &range),
            Event::Alias(id) => self.alias(id, range),
            Event::UnresolvedAlias(name) => {
                self.report(range.clone(), format!("no anchor `{name}` stands before this alias"));
                self.unknown(range);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.open(Kind::Seq, style, anchor, tag.as_deref(), range, span, base);
            }
            Event::MappingStart(style, anchor, tag) => {
                self.open(Kind::Map, style, anchor, tag.as_deref(), range, span, base);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(Some(range.end)),
            Event::Scalar(value, style, anchor, tag) => {
                let id = if range.is_empty() && style == ScalarStyle::Plain {
                    self.implicit(range.start, tag.as_deref())
                } else {
                    let read = text.get(range.start - base..range.end - base).unwrap_or_default();
                    self.scalar(value, style, tag.as_deref(), range, read)
                };
                self.tag(id, tag.as_deref(), span, base);
                if anchor > 0 {
                    self.anchors.push((anchor, id));
                }
            }
            _ => {}
        }
    }

    /// The character boundary at or before a byte: a part that was left out is read as so many blanks as it has bytes.
    pub(super) fn boundary(&self, mut at: usize) -> usize {
        at = at.min(self.source.len());
        while !self.source.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn skip_event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let Some(skip) = self.skip.as_mut() else { return };
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => skip.depth += 1,
            Event::SequenceEnd | Event::MappingEnd => skip.depth -= 1,
            _ => {}
        }
        let (depth, start) = (skip.depth, skip.start);
        if let Some(anchor) = event.anchor_id() {
            self.anchors.push((anchor, NOWHERE));
        }
        if depth == 0 {
            self.skip = None;
            // A block collection ends where the next thing begins.
            let end = start + self.source[start..range.end.max(start)].trim_end().len();
            self.unknown(start..end);
        }
    }

    /// Adds a scalar of which the value is not known.
    fn unknown(&mut self, range: Range<usize>) -> u32 {
        let span = self.span(range);
        let is_key = self.awaits_key();
        let id = self.builder.scalar(Scalar {
            kind: Kind::Unknown,
            style: Style::Plain,
            span,
            decoded: None,
            indentation: 0,
        });
        debug_assert!(!is_key || self.builder.awaits_value());
        id
    }

    fn awaits_key(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_map) && !self.builder.awaits_value()
    }

    fn alias(&mut self, id: usize, range: Range<usize>) {
        let target =
            self.anchors.binary_search_by_key(&id, |(anchor, _)| *anchor).map_or(NOWHERE, |at| self.anchors[at].1);
        if self.frames.iter().any(|frame| frame.id == target) {
            let name = self.source.get(range.start + 1..range.end).unwrap_or("");
            let message = format!("anchor `{name}` contains itself");
            self.report(range.clone(), message);
        }
        if target == NOWHERE {
            self.unknown(range);
        } else {
            let is_key = self.awaits_key();
            let node = self.builder.alias(self.span(range), target);
            if is_key {
                self.keys.note(&self.builder, node, target);
            }
        }
    }

    #[expect(clippy::too_many_arguments)]
    fn open(
        &mut self,
        kind: Kind,
        style: StructureStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: Range<usize>,
        span: &granit_parser::Span,
        base: usize,
    ) {
        let is_flow = style == StructureStyle::Flow;
        let braces = is_flow && self.options.placeholders.has_double_braces();
        if self.awaits_key() || braces && self.source[range.start..].starts_with("{{") {
            if anchor > 0 {
                self.anchors.push((anchor, NOWHERE));
            }
            self.skip = Some(Skip { depth: 1, start: range.start });
            return;
        }
        let tree_style = if is_flow { Style::Flow } else { Style::Block };
        let id = self.builder.open(kind, tree_style, self.span(range));
        self.frames.push(Frame { id, is_map: kind == Kind::Map, is_flow, first_key: self.keys.begin() });
        if anchor > 0 {
            self.anchors.push((anchor, id));
        }
        self.tag(id, tag, span, base);
        if tag.is_some_and(is_custom) {
            self.builder.mark_open(id);
        }
    }

    fn close(&mut self, end: Option<usize>) {
        let Some(frame) = self.frames.pop() else { return };
        match end {
            Some(end) if frame.is_flow => self.builder.close(Some(end as u32)),
            _ if frame.is_flow => self.builder.close(None),
            _ => self.builder.close_block(),
        };
        if frame.is_map {
            self.keys.end(frame.first_key, &self.builder, &mut self.problems);
        }
    }
}
