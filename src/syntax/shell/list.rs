//! Sequences, and-or lists, pipelines and simple commands.

use super::ast::{
    AndOr, Assignment, Command, CommandKind, Connector, Few, Item, PartKind, Pipeline, Sequence, Simple, TextRange,
    Word,
};
use super::parser::Parser;

/// The builtins of bash whose arguments may be assignments of arrays.
const DECLARATIONS: [&str; 6] = ["declare", "export", "local", "readonly", "typeset", "eval"];

impl Parser<'_> {
    /// Commands up to something that ends a list: `)`, `;;`, a closing reserved word, or the end.
    pub(super) fn sequence(&mut self) -> Sequence {
        let mut sequence = Sequence::default();
        loop {
            self.line_breaks();
            if self.at_closer() {
                return sequence;
            }
            let Some(chain) = self.and_or() else {
                self.unexpected();
                continue;
            };
            self.blanks();
            let background = self.peek() == Some(b'&') && self.peek_at(1) != Some(b'&');
            sequence.items.push(Item { chain, background });
            match self.peek() {
                Some(b'&') if background => self.at += 1,
                Some(b';') if !matches!(self.peek_at(1), Some(b';' | b'&')) => self.at += 1,
                None | Some(b'\n' | b'#') => {}
                Some(_) if self.at_closer() => {}
                Some(_) => self.unexpected(),
            }
        }
    }

    /// Whether what stands here ends a list.
    fn at_closer(&self) -> bool {
        match self.peek() {
            None | Some(b')') => true,
            Some(b';') => matches!(self.peek_at(1), Some(b';' | b'&')),
            _ => self.reserved().is_some_and(closes),
        }
    }

    fn and_or(&mut self) -> Option<AndOr> {
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            self.blanks();
            let operator = self.at;
            let connector = match () {
                () if self.eat("&&") => Connector::And,
                () if self.eat("||") => Connector::Or,
                () => {
                    rest.shrink_to_fit();
                    return Some(AndOr { first, rest });
                }
            };
            self.line_breaks();
            match self.pipeline() {
                Some(pipeline) => rest.push((connector, pipeline)),
                None => self.nothing_after(operator, 2),
            }
        }
    }

    /// Reports an operator of `length` bytes that nothing follows.
    fn nothing_after(&mut self, operator: usize, length: usize) {
        let range = TextRange::new(operator, operator + length);
        self.problem(range, format!("no command follows `{}`", range.of(self.text)));
    }

    fn pipeline(&mut self) -> Option<Pipeline> {
        self.blanks();
        let start = self.at;
        let mut negated = false;
        let mut prefixed = false;
        loop {
            if self.peek() == Some(b'!') && self.eat_reserved("!") {
                negated = !negated;
            } else if self.peek() == Some(b't') && self.eat_reserved("time") {
                self.blanks();
                if self.looking_at("-p") && Self::is_delimiter(self.peek_at(2)) {
                    self.at += 2;
                }
            } else {
                break;
            }
            prefixed = true;
            self.blanks();
        }
        let mut stages = Few::None;
        match self.command() {
            Some(command) => stages = Few::One(command),
            None if prefixed => return Some(Pipeline { range: self.since(start), negated, stages }),
            None => return None,
        }
        loop {
            self.blanks();
            let operator = self.at;
            if self.peek() != Some(b'|') || self.peek_at(1) == Some(b'|') {
                break;
            }
            self.at += 1;
            self.eat("&");
            let length = self.at - operator;
            self.line_breaks();
            match self.command() {
                Some(command) => stages.push(command),
                None => self.nothing_after(operator, length),
            }
        }
        let end = stages.last().map_or(start, |stage: &Command| stage.range.end as usize);
        Some(Pipeline { range: TextRange::new(start, end), negated, stages })
    }

    fn command(&mut self) -> Option<Command> {
        self.blanks();
        let start = self.at;
        let reserved = self.reserved();
        // `!` stands before a whole pipeline, which has been seen to.
        if reserved == Some("!") || reserved.is_some_and(closes) {
            return None;
        }
        let mut compound = None;
        if reserved.is_some() || self.peek() == Some(b'(') {
            if !self.enter() {
                return None;
            }
            compound = self.compound();
            self.leave();
        }
        match compound {
            // The redirections of a function belong to its body, which has read them.
            Some(kind @ CommandKind::Function { .. }) => {
                Some(Command { range: self.since(start), kind, redirects: Vec::new() })
            }
            Some(kind) => Some(self.with_redirects(start, kind)),
            None => self.simple(),
        }
    }

    /// A compound command that began at `start`, with the redirections after it.
    pub(super) fn with_redirects(&mut self, start: usize, kind: CommandKind) -> Command {
        let mut redirects = Vec::new();
        let mut end = self.at;
        self.blanks();
        while let Some(redirect) = self.redirect() {
            redirects.push(redirect);
            end = self.at;
            self.blanks();
        }
        self.at = end;
        Command { range: self.since(start), kind, redirects }
    }

    /// One command as an item of a sequence of its own.
    pub(super) fn single_item(&mut self) -> Option<Item> {
        let command = self.command()?;
        let first = Pipeline { range: command.range, negated: false, stages: Few::One(command) };
        Some(Item { chain: AndOr { first, rest: Vec::new() }, background: false })
    }

    fn simple(&mut self) -> Option<Command> {
        let start = self.at;
        let mut end = start;
        let mut assignments = Vec::new();
        let mut redirects = Vec::new();
        let mut declares = false;
        let first = self.words.len();
        loop {
            self.blanks();
            if self.peek() == Some(b'#') {
                break;
            }
            if let Some(redirect) = self.redirect() {
                redirects.push(redirect);
            } else if let Some(assignment) = if self.words.len() == first { self.assignment() } else { None } {
                assignments.push(assignment);
            } else if let Some(word) = self.word(declares) {
                if self.words.len() == first {
                    if assignments.is_empty()
                        && redirects.is_empty()
                        && let Some(function) = self.function_after(&word, start)
                    {
                        return Some(function);
                    }
                    declares = DECLARATIONS.contains(&word.range.of(self.text));
                }
                self.words.push(word);
            } else {
                break;
            }
            end = self.at;
        }
        self.at = end;
        let words: Vec<Word> = self.words.drain(first..).collect();
        let empty = words.is_empty() && assignments.is_empty() && redirects.is_empty();
        let kind = CommandKind::Simple(Simple { assignments, words });
        (!empty).then_some(Command { range: TextRange::new(start, end), kind, redirects })
    }

    /// The definition of a function, if `()` follows the first word of a command.
    fn function_after(&mut self, name: &Word, start: usize) -> Option<Command> {
        let before = self.at;
        self.blanks();
        if !self.eat("(") {
            self.at = before;
            return None;
        }
        self.blanks();
        if !self.eat(")") {
            self.at = before;
            return None;
        }
        let kind = self.function_body(name.range);
        Some(Command { range: self.since(start), kind, redirects: Vec::new() })
    }

    /// `name=value` if it stands here.
    fn assignment(&mut self) -> Option<Assignment> {
        let start = self.at;
        let rest = &self.bytes[self.at..];
        if !rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') {
            return None;
        }
        let name = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')?;
        let mut equals = name;
        if rest[name] == b'[' {
            equals = name + subscript_length(&rest[name..])?;
        }
        if rest.get(equals) == Some(&b'+') {
            equals += 1;
        }
        if rest.get(equals) != Some(&b'=') {
            return None;
        }
        self.at += equals + 1;
        let value_start = self.at;
        let value =
            self.word_after_equals().unwrap_or_else(|| Word { range: self.since(value_start), parts: Few::None });
        Some(Assignment { range: self.since(start), name: TextRange::new(start, start + name), value })
    }

    /// The words between the parentheses of an array; the opening one has been read.
    pub(super) fn array_words(&mut self, start: usize) -> PartKind {
        let mut words = Vec::new();
        loop {
            self.line_breaks();
            if self.eat(")") {
                break;
            }
            match self.word(true) {
                Some(word) => words.push(word),
                None if self.at >= self.end() => {
                    self.problem(TextRange::new(start, start + 1), "`(` is not closed");
                    break;
                }
                None => self.unexpected(),
            }
        }
        PartKind::Array(words)
    }
}

/// Whether a reserved word ends a list.
fn closes(word: &str) -> bool {
    matches!(word, "then" | "elif" | "else" | "fi" | "do" | "done" | "esac" | "}")
}

/// The length of `[subscript]` with its brackets, if it is closed on this line and not too far away.
fn subscript_length(text: &[u8]) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.iter().enumerate().take(256) {
        match byte {
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'\n' => return None,
            _ => {}
        }
    }
    None
}
