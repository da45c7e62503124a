//! Compound commands.

use super::ast::{CaseArm, Command, CommandKind, Sequence, TextRange, Word};
use super::parser::Parser;

impl Parser<'_> {
    /// The compound command here, without its redirections, if one begins here.
    pub(super) fn compound(&mut self) -> Option<CommandKind> {
        let start = self.at;
        if self.peek() == Some(b'(') {
            return Some(self.parentheses(start));
        }
        let word = self.reserved()?;
        let opener = TextRange::new(start, start + word.len());
        match word {
            "{" => {
                self.at += 1;
                let body = self.body(opener);
                self.close(opener, "}");
                Some(CommandKind::Group(body))
            }
            "if" => Some(self.if_command(opener)),
            "while" | "until" => {
                self.at += word.len();
                let condition = self.body(opener);
                let body = self.do_group(opener);
                Some(CommandKind::Loop { until: word == "until", condition, body })
            }
            "for" | "select" => Some(self.for_command(opener)),
            "case" => Some(self.case_command(opener)),
            "function" => {
                self.at += word.len();
                self.blanks();
                let name = self.word(false).map_or(self.since(self.at), |word| word.range);
                self.blanks();
                if self.eat("(") {
                    self.blanks();
                    self.eat(")");
                }
                Some(self.function_body(name))
            }
            "[[" => Some(self.test(opener)),
            "coproc" => {
                self.at += word.len();
                self.blanks();
                let mut body = Sequence::default();
                // A name may stand before a compound command; before a simple one it would be the program.
                let before = self.at;
                let named = self.word(false).is_some() && {
                    self.blanks();
                    self.peek() == Some(b'(')
                        || matches!(self.reserved(), Some("{" | "if" | "while" | "until" | "for" | "case"))
                };
                if !named {
                    self.at = before;
                }
                body.items.extend(self.single_item());
                Some(CommandKind::Group(body))
            }
            _ => None,
        }
    }

    /// `((...))` or `(...)`.
    fn parentheses(&mut self, start: usize) -> CommandKind {
        if self.peek_at(1) == Some(b'(') && self.is_arithmetic(start) {
            self.at += 2;
            let parts = self.arithmetic_parts(b'(', b')', start);
            self.eat(")");
            return CommandKind::Arithmetic(parts);
        }
        self.at += 1;
        let opener = TextRange::new(start, start + 1);
        let body = self.until_parenthesis(start);
        if body.items.is_empty() {
            self.empty(opener);
        }
        CommandKind::Subshell(body)
    }

    fn empty(&mut self, opener: TextRange) {
        self.problem(opener, format!("no command follows `{}`", opener.of(self.text)));
    }

    /// The commands after a reserved word, of which there has to be one.
    fn body(&mut self, opener: TextRange) -> Sequence {
        let body = self.sequence();
        if body.items.is_empty() && self.at < self.end() {
            self.empty(opener);
        }
        body
    }

    /// Steps over the reserved word that ends what `opener` began, or reports that it is missing.
    fn close(&mut self, opener: TextRange, word: &str) -> bool {
        self.line_breaks();
        let found = self.eat_reserved(word);
        if !found {
            self.problem(opener, format!("`{}` without its `{word}`", opener.of(self.text)));
        }
        found
    }

    fn if_command(&mut self, opener: TextRange) -> CommandKind {
        let mut branches = Vec::new();
        let mut otherwise = None;
        while self.eat_reserved("if") || self.eat_reserved("elif") {
            let condition = self.body(opener);
            let then = TextRange::new(self.at, (self.at + 4).min(self.end()));
            let body = if self.close(opener, "then") { self.body(then) } else { Sequence::default() };
            branches.push((condition, body));
            if self.reserved() == Some("if") {
                break;
            }
        }
        let word = TextRange::new(self.at, (self.at + 4).min(self.end()));
        if self.eat_reserved("else") {
            otherwise = Some(self.body(word));
        }
        self.close(opener, "fi");
        CommandKind::If { branches, otherwise }
    }

    /// `do ... done`, or the `{ ... }` that bash takes for it after `for`.
    fn do_group(&mut self, opener: TextRange) -> Sequence {
        self.line_breaks();
        let start = self.at;
        if matches!(opener.of(self.text), "for" | "select") && self.eat_reserved("{") {
            let body = self.body(TextRange::new(start, start + 1));
            self.close(TextRange::new(start, start + 1), "}");
            return body;
        }
        if !self.close(opener, "do") {
            return Sequence::default();
        }
        let body = self.body(TextRange::new(start, start + 2));
        self.close(opener, "done");
        body
    }

    fn for_command(&mut self, opener: TextRange) -> CommandKind {
        let select = opener.of(self.text) == "select";
        self.at = opener.end as usize;
        self.blanks();
        if !select && self.looking_at("((") {
            let start = self.at;
            self.at += 2;
            let header = self.arithmetic_parts(b'(', b')', start);
            self.eat(")");
            self.blanks();
            self.eat(";");
            let body = self.do_group(opener);
            return CommandKind::ArithmeticFor { header, body };
        }
        let variable = match self.word(false) {
            Some(word) => word.range,
            None => {
                self.problem(opener, format!("no name follows `{}`", opener.of(self.text)));
                self.since(self.at)
            }
        };
        self.line_breaks();
        let words = (self.looking_at("in") && Self::is_delimiter(self.peek_at(2))).then(|| {
            self.at += 2;
            self.words()
        });
        self.blanks();
        if self.peek() == Some(b';') {
            self.at += 1;
        }
        let body = self.do_group(opener);
        CommandKind::For { variable, words, body, select }
    }

    /// The words on this line.
    fn words(&mut self) -> Vec<Word> {
        let mut words = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                Some(b'#') => return words,
                _ => match self.word(false) {
                    Some(word) => words.push(word),
                    None => return words,
                },
            }
        }
    }

    fn case_command(&mut self, opener: TextRange) -> CommandKind {
        self.at = opener.end as usize;
        self.blanks();
        let word = self.word(false).unwrap_or_else(|| {
            self.problem(opener, "no word follows `case`");
            Word { range: self.since(self.at), ..Word::default() }
        });
        self.line_breaks();
        if self.looking_at("in") && Self::is_delimiter(self.peek_at(2)) {
            self.at += 2;
        } else {
            self.problem(opener, "`case` without its `in`");
        }
        let mut arms = Vec::new();
        loop {
            self.line_breaks();
            if self.at >= self.end() || self.reserved() == Some("esac") {
                break;
            }
            match self.case_arm() {
                Some(arm) => arms.push(arm),
                None => break,
            }
        }
        self.close(opener, "esac");
        CommandKind::Case { word: Box::new(word), arms }
    }

    fn case_arm(&mut self) -> Option<CaseArm> {
        let start = self.at;
        self.eat("(");
        let mut patterns = Vec::new();
        loop {
            self.blanks();
            match self.word(false) {
                Some(pattern) => patterns.push(pattern),
                None => self.problem(TextRange::new(start, (start + 1).min(self.end())), "a pattern is missing here"),
            }
            self.blanks();
            if !self.eat("|") {
                break;
            }
        }
        if !self.eat(")") {
            self.unexpected();
            if self.at == start {
                return None;
            }
        }
        let body = self.sequence();
        for end in [";;&", ";;", ";&"] {
            if self.eat(end) {
                return Some(CaseArm { patterns, body });
            }
        }
        if self.at < self.end() && self.reserved() != Some("esac") {
            self.unexpected();
        }
        Some(CaseArm { patterns, body })
    }

    /// The body of a function after its name and parentheses.
    pub(super) fn function_body(&mut self, name: TextRange) -> CommandKind {
        self.line_breaks();
        let body = if self.enter() {
            let start = self.at;
            let body = self.compound().map(|kind| self.with_redirects(start, kind));
            self.leave();
            body
        } else {
            None
        };
        let body = body.unwrap_or_else(|| {
            self.problem(name, format!("the function `{}` has no body", name.of(self.text)));
            let range = self.since(self.at);
            Command { range, kind: CommandKind::Group(Sequence::default()), redirects: Vec::new() }
        });
        CommandKind::Function { name, body: Box::new(body) }
    }

    /// `[[ ... ]]`: the words and operators between, an operator being a word of its own.
    fn test(&mut self, opener: TextRange) -> CommandKind {
        self.at += 2;
        let mut words: Vec<Word> = Vec::new();
        loop {
            self.line_breaks();
            if self.eat_reserved("]]") {
                break;
            }
            let start = self.at;
            let after_match = words.last().is_some_and(|word| word.range.of(self.text) == "=~");
            if after_match && let Some(word) = self.regular_expression() {
                words.push(word);
                continue;
            }
            let operator = ["&&", "||", "(", ")", "<", ">"].into_iter().find(|operator| self.looking_at(operator));
            let is_process = matches!(operator, Some("<" | ">")) && self.peek_at(1) == Some(b'(');
            match operator.filter(|_| !is_process) {
                Some(operator) => {
                    self.at += operator.len();
                    words.push(literal_word(self.since(start)));
                }
                None => match self.word(false) {
                    Some(word) => words.push(word),
                    None => {
                        self.problem(opener, "`[[` without its `]]`");
                        break;
                    }
                },
            }
        }
        CommandKind::Test(words)
    }
}

fn literal_word(range: TextRange) -> Word {
    use super::ast::{Few, Part, PartKind};
    Word { range, parts: Few::One(Part { range, kind: PartKind::Literal }) }
}
