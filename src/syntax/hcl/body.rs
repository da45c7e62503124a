//! Bodies: attributes and blocks.

use rustc_hash::FxHashMap;

use super::arena::{AttributeData, BlockData, BodyData, Data, ItemData, List, Range};
use super::lexer::{Lexeme, Token};
use super::{Failed, Open, Parser, RULE};
use crate::diagnostic::Problem;

/// The rule that arguments set twice are reported under.
const DUPLICATE_RULE: &str = "syntax/duplicate-key";

/// A body that is being read.
#[derive(Debug, Default)]
struct Draft<'s> {
    items: Vec<ItemData>,
    names: FxHashMap<&'s str, Range>,
    incomplete: bool,
    /// Whether it is a block with all on one line.
    one_line: bool,
}

impl<'s> Parser<'s> {
    /// The whole file.
    pub(super) fn file(&mut self) {
        let mut draft = Draft::default();
        while self.peek().token != Token::End {
            if let Some(brace) = self.take(Token::CloseBrace) {
                let span = self.span(brace.start, brace.end);
                self.problem(Problem::new(RULE, span, "`}` closes nothing"));
                continue;
            }
            self.item(&mut draft);
        }
        self.out.root = self.finish_body(draft, 0, self.text.len());
    }

    fn finish_body(&mut self, draft: Draft<'s>, start: usize, end: usize) -> u32 {
        let items = List { first: self.out.items.len() as u32, count: draft.items.len() as u32 };
        self.out.items.extend(draft.items);
        self.out.bodies.push(BodyData { span: (start as u32, end as u32), items, complete: !draft.incomplete });
        self.out.bodies.len() as u32 - 1
    }

    /// An attribute, a block or an empty line. After a failure the next one is found.
    fn item(&mut self, draft: &mut Draft<'s>) {
        let lexeme = self.peek();
        if lexeme.token == Token::Newline {
            self.next();
            return;
        }
        let (depth, open, scratch) = (self.depth, self.open.len(), self.scratch.len());
        if self.complete_item(draft, lexeme).is_err() {
            draft.incomplete = true;
            self.depth = depth;
            self.scratch.truncate(scratch);
            self.recover(lexeme.start, open, draft.one_line);
        }
    }

    fn complete_item(&mut self, draft: &mut Draft<'s>, name: Lexeme) -> Result<(), Failed> {
        if name.token == Token::Quote {
            return self.fail(name.start, name.end, "the name of an argument is written without quotes");
        }
        if name.token != Token::Identifier {
            return self.unexpected("an argument or a block");
        }
        self.next();
        match self.peek().token {
            Token::Assign => self.attribute(draft, name)?,
            Token::Quote | Token::Identifier | Token::OpenBrace => self.block(draft, name)?,
            _ => return self.unexpected("`=` or a block after its name"),
        }
        match self.peek().token {
            Token::Newline | Token::End => Ok(()),
            _ if self.unclosed_at == Some(self.at) => Ok(()),
            Token::CloseBrace if draft.one_line => Ok(()),
            Token::CloseBrace => {
                let brace = self.peek();
                let span = self.span(brace.start, brace.end);
                self.problem(Problem::new(RULE, span, "`}` stands on a line of its own after more than one line"));
                Ok(())
            }
            _ => self.unexpected("the end of the line"),
        }
    }

    fn attribute(&mut self, draft: &mut Draft<'s>, name: Lexeme) -> Result<(), Failed> {
        let assign = self.next();
        let range = (name.start as u32, name.end as u32);
        self.note_name(draft, name, range);
        let first = self.mark();
        let value = self.expression();
        let id = match &value {
            Ok(value) => *value,
            Err(Failed) => self.add(first, assign.end, assign.end, Data::Invalid),
        };
        draft.items.push(ItemData::Attribute(self.out.attributes.len() as u32));
        self.out.attributes.push(AttributeData { name: range, value: id });
        value.map(|_| ())
    }

    /// Tells of an argument that is set twice.
    fn note_name(&mut self, draft: &mut Draft<'s>, name: Lexeme, range: Range) {
        let word = self.word(name);
        if let Some(before) = draft.names.insert(word, range) {
            let (span, first) = (self.span(name.start, name.end), self.span(before.0 as usize, before.1 as usize));
            let message = format!("argument `{word}` is set twice");
            self.problem(Problem::new(DUPLICATE_RULE, span, message).with_label(first, "first set here"));
        }
    }

    fn block(&mut self, draft: &mut Draft<'s>, kind: Lexeme) -> Result<(), Failed> {
        let mut labels = Vec::new();
        while self.peek().token != Token::OpenBrace {
            let label = match self.peek().token {
                Token::Identifier => {
                    let name = self.next();
                    (name.start as u32, name.end as u32)
                }
                Token::Quote => self.label()?,
                _ => return self.unexpected("`{` or a label of the block"),
            };
            labels.push(label);
        }
        let list = List { first: self.out.labels.len() as u32, count: labels.len() as u32 };
        self.out.labels.extend(labels);
        self.deeper()?;
        let open = self.next();
        self.open.push(Open::Brace);
        let body = self.block_body(kind, open);
        self.open.pop();
        self.depth -= 1;
        let end = self.out.bodies[body as usize].span.1;
        draft.items.push(ItemData::Block(self.out.blocks.len() as u32));
        let kind = (kind.start as u32, kind.end as u32);
        self.out.blocks.push(BlockData { kind, labels: list, body, end });
        Ok(())
    }

    fn block_body(&mut self, kind: Lexeme, open: Lexeme) -> u32 {
        let mut draft = Draft { one_line: self.peek().token != Token::Newline, ..Draft::default() };
        loop {
            let ahead = self.peek();
            match ahead.token {
                Token::CloseBrace => {
                    self.next();
                    return self.finish_body(draft, open.start, ahead.end);
                }
                Token::End => {
                    self.ended_inside_block = !self.guess_ends;
                    return self.unclosed(draft, kind, open);
                }
                Token::Identifier if self.guess_ends && self.ends_before(kind, ahead) => {
                    return self.unclosed(draft, kind, open);
                }
                _ => {}
            }
            self.item(&mut draft);
            if draft.one_line {
                self.check_one_line(&mut draft);
            }
        }
    }

    /// Tells of a block on one line that holds more than an argument.
    fn check_one_line(&mut self, draft: &mut Draft<'s>) {
        let at = self.peek();
        let is_closed = matches!(at.token, Token::CloseBrace | Token::End);
        let is_argument = matches!(draft.items[..], [ItemData::Attribute(_)]);
        if !(draft.incomplete || is_closed && is_argument) {
            let span = self.span(at.start, at.end);
            self.problem(Problem::new(
                RULE,
                span,
                "a block on one line holds one argument, more go on lines of their own",
            ));
        }
        draft.one_line = false;
    }

    /// Ends a block whose closing brace is missing.
    fn unclosed(&mut self, mut draft: Draft<'s>, kind: Lexeme, open: Lexeme) -> u32 {
        draft.incomplete = true;
        let span = self.span(open.start, open.end);
        let message = format!("block `{}` is never closed", self.word(kind));
        self.problem(Problem::new(RULE, span, message));
        self.unclosed_at = Some(self.at);
        self.finish_body(draft, open.start, self.at)
    }

    /// Whether a name inside a block looks like the start of what follows the block: a header at the margin, and the block at hand
    /// is at the margin too.
    fn ends_before(&self, kind: Lexeme, name: Lexeme) -> bool {
        let at_margin = |at: usize| at == 0 || self.text.as_bytes()[at - 1] == b'\n';
        let line = self.text[name.start..].lines().next().unwrap_or_default();
        at_margin(kind.start) && at_margin(name.start) && line.trim_end().ends_with('{') && !line.contains('=')
    }
}
