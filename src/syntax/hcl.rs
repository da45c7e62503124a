//! HCL, the language of Terraform and `OpenTofu`: its native syntax, after the specification in `hclsyntax/spec.md` of
//! hashicorp/hcl and, where that leaves questions, after what its parser does.
//!
//! [`parse`] gives an arena of bodies, attributes, blocks and expressions, each with its exact span. It never fails: an item that
//! cannot be understood becomes a problem, and the parser goes on with the next one. What is known of the values becomes a
//! [`Tree`](crate::tree::Tree) by [`to_tree`].

mod arena;
mod ast;
mod ast_expression;
mod body;
mod decode;
mod expression;
mod lexer;
mod recover;
mod template;
mod to_tree;

pub use arena::File;
pub use ast::{Attribute, Block, Body, Item, Label};
pub use ast_expression::{BinaryOperator, Call, Expression, ExpressionKind, For, Part, Step, UnaryOperator};
pub use to_tree::{to_tree, value_tree};

use crate::diagnostic::Problem;
use crate::source::{FileId, Files, Span};
use crate::tree::Tree;
use lexer::{Lexeme, Token};

/// How deep expressions and blocks may nest. Real configurations stay below 30; the bound keeps hostile ones off the end of the stack.
const MAX_DEPTH: usize = 100;

/// How many problems of one file are told; after so many the rest is noise.
const MAX_PROBLEMS: usize = 50;

/// The rule that syntax errors are reported under.
const RULE: &str = "syntax/hcl";

/// Reads a file of HCL. Its spans point into `file`, of which `text` is the whole text; a byte order mark is skipped.
pub fn parse(text: &str, file: FileId) -> (File<'_>, Vec<Problem>) {
    let mut parser = Parser::new(text, file, false);
    parser.file();
    if parser.ended_inside_block {
        // Somewhere above a brace is missing. Once more, taking a block header at the margin for the end of what is open.
        parser = Parser::new(text, file, true);
        parser.file();
    }
    (parser.out, parser.problems)
}

/// A file with its syntax tree and its values.
#[derive(Debug)]
pub struct Configuration<'s> {
    /// The syntax tree.
    pub file: File<'s>,
    /// The values, as [`to_tree`] makes them.
    pub tree: Tree<'s>,
}

/// Reads a file of HCL into its syntax tree and its values.
pub fn read(files: &Files, id: FileId) -> (Configuration<'_>, Vec<Problem>) {
    let (file, problems) = parse(files.get(id).text(), id);
    let tree = to_tree(files, &file);
    (Configuration { file, tree }, problems)
}

/// The item at hand cannot be understood; its problem is told already.
#[derive(Debug)]
struct Failed;

/// What can be open at a place, for finding the end of an item that failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Open<'s> {
    Parenthesis,
    Bracket,
    Brace,
    /// `${` or `%{`.
    Interpolation,
    Quote,
    /// A heredoc with its marker.
    Heredoc(&'s str),
}

#[derive(Debug)]
struct Parser<'s> {
    text: &'s str,
    file: FileId,
    out: File<'s>,
    problems: Vec<Problem>,
    /// The end of the token read last.
    at: usize,
    /// The token after `at`, if it was looked at in the present newline mode.
    ahead: Option<Lexeme>,
    /// Whether a newline is a token here.
    newlines: bool,
    depth: usize,
    open: Vec<Open<'s>>,
    /// Children of the lists that are still being read.
    scratch: Vec<u32>,
    /// Where the item that is being stepped over ends, as far as is known.
    skip_end: usize,
    /// Where the parser gave up on the present item.
    failed_at: usize,
    /// Whether a block header at the margin ends a block that should have been closed before.
    guess_ends: bool,
    ended_inside_block: bool,
    /// Where a block ended whose closing brace is missing.
    unclosed_at: Option<usize>,
    /// How many heredocs had no end; each cost a look through the rest of the file.
    endless_heredocs: usize,
}

impl<'s> Parser<'s> {
    fn new(text: &'s str, file: FileId, guess_ends: bool) -> Self {
        Self {
            text,
            file,
            out: File::new(text, file),
            problems: Vec::new(),
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            ahead: None,
            newlines: true,
            depth: 0,
            open: Vec::new(),
            scratch: Vec::new(),
            skip_end: 0,
            failed_at: 0,
            guess_ends,
            ended_inside_block: false,
            unclosed_at: None,
            endless_heredocs: 0,
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start..end)
    }

    /// The next token, without reading it.
    fn peek(&mut self) -> Lexeme {
        if let Some(ahead) = self.ahead {
            return ahead;
        }
        let lexeme = lexer::next(self.text, self.at, self.newlines, &mut self.out.comments);
        self.ahead = Some(lexeme);
        lexeme
    }

    fn next(&mut self) -> Lexeme {
        let lexeme = self.peek();
        self.at = lexeme.end;
        self.ahead = None;
        lexeme
    }

    /// Goes on at another place.
    fn seek(&mut self, at: usize) {
        self.at = at;
        self.ahead = None;
    }

    /// Reads the next token if it is this one.
    fn take(&mut self, token: Token) -> Option<Lexeme> {
        (self.peek().token == token).then(|| self.next())
    }

    /// Reads this token or fails, saying what was expected.
    fn expect(&mut self, token: Token, what: &str) -> Result<Lexeme, Failed> {
        self.take(token).ok_or(()).or_else(|()| self.unexpected(what))
    }

    /// Sets whether newlines count, and gives back how it was.
    fn set_newlines(&mut self, on: bool) -> bool {
        if self.newlines != on {
            self.ahead = None;
        }
        std::mem::replace(&mut self.newlines, on)
    }

    /// The text of a token.
    fn word(&self, lexeme: Lexeme) -> &'s str {
        &self.text[lexeme.start..lexeme.end]
    }

    fn problem(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Gives up on the present item.
    fn fail<T>(&mut self, start: usize, end: usize, message: impl Into<String>) -> Result<T, Failed> {
        let span = self.span(start, end);
        self.failed_at = start;
        self.problem(Problem::new(RULE, span, message));
        Err(Failed)
    }

    /// Gives up on the present item because of the next token.
    fn unexpected<T>(&mut self, what: &str) -> Result<T, Failed> {
        let lexeme = self.peek();
        let found = match lexeme.token {
            Token::Newline => "the end of the line".to_owned(),
            Token::End => "the end of the file".to_owned(),
            _ => format!("`{}`", self.word(lexeme)),
        };
        let help = match self.word(lexeme) {
            "'" => Some("strings are written in double quotes"),
            "&" | "|" => Some("the logical operators are `&&` and `||`"),
            ";" => Some("arguments are separated by line ends"),
            _ => None,
        };
        let span = self.span(lexeme.start, lexeme.end);
        let mut problem = Problem::new(RULE, span, format!("expected {what}, found {found}"));
        problem.help = help.map(str::to_owned);
        self.failed_at = lexeme.start;
        self.problem(problem);
        Err(Failed)
    }

    /// Goes one level deeper, or fails if that is too deep.
    fn deeper(&mut self) -> Result<(), Failed> {
        if self.depth >= MAX_DEPTH {
            let at = self.peek();
            return self.fail(at.start, at.end, format!("nested more than {MAX_DEPTH} levels deep"));
        }
        self.depth += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
