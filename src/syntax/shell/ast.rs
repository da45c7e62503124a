//! What a script consists of.

mod few;
mod word;

use std::ops::Range;

pub use few::Few;
pub use word::{Part, PartKind, Word};

/// A range of bytes of the script's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TextRange {
    /// The first byte, from 0.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl TextRange {
    /// The bytes `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// As a range for indexing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// A script.
#[derive(Clone, Debug, Default)]
pub struct Ast {
    /// The commands.
    pub body: Sequence,
    /// The here-documents, in the order of their operators; [`Redirect::here_document`] points here.
    pub here_documents: Vec<HereDocument>,
    /// The comments with their `#`, without the line ending.
    pub comments: Vec<TextRange>,
    /// What does not parse, in the order it was met; the first is the one to believe.
    pub problems: Vec<SyntaxError>,
}

/// Something that a shell would refuse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Where.
    pub range: TextRange,
    /// What is wrong: lower case, no full stop.
    pub message: String,
}

/// Commands one after the other.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// What stands between `;`, `&` and line breaks.
    pub items: Vec<Item>,
}

/// One item of a sequence.
#[derive(Clone, Debug)]
pub struct Item {
    /// The commands.
    pub chain: AndOr,
    /// Whether it ends with `&`: nobody waits for it.
    pub background: bool,
}

/// Pipelines joined with `&&` and `||`.
#[derive(Clone, Debug)]
pub struct AndOr {
    /// The first pipeline.
    pub first: Pipeline,
    /// The others, each with what joins it to the one before.
    pub rest: Vec<(Connector, Pipeline)>,
}

/// How a pipeline depends on the one before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Connector {
    /// `&&`: runs if the one before succeeded.
    And,
    /// `||`: runs if the one before failed.
    Or,
}

/// Commands joined with `|`.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// From `!` or the first command to the end of the last.
    pub range: TextRange,
    /// Whether its status is inverted with `!`.
    pub negated: bool,
    /// The commands, each feeding the next.
    pub stages: Few<Command>,
}

/// A simple or compound command with its redirections.
#[derive(Clone, Debug)]
pub struct Command {
    /// From the first to the last byte, redirections included.
    pub range: TextRange,
    /// What it is.
    pub kind: CommandKind,
    /// The redirections, in order.
    pub redirects: Vec<Redirect>,
}

/// The sorts of command.
#[derive(Clone, Debug)]
pub enum CommandKind {
    /// A program, builtin or function with its arguments, or assignments alone.
    Simple(Simple),
    /// `( ... )`
    Subshell(Sequence),
    /// `{ ...; }`
    Group(Sequence),
    /// `if ...; then ...; elif ...; else ...; fi`
    If {
        /// The condition and the commands of `if` and of each `elif`.
        branches: Vec<(Sequence, Sequence)>,
        /// The commands of `else`.
        otherwise: Option<Sequence>,
    },
    /// `while` or `until`
    Loop {
        /// Whether it is `until`.
        until: bool,
        /// The condition.
        condition: Sequence,
        /// What is repeated.
        body: Sequence,
    },
    /// `for name in ...` or `select name in ...`
    For {
        /// The variable's name.
        variable: TextRange,
        /// The words, or `None` for the positional parameters.
        words: Option<Vec<Word>>,
        /// What is repeated.
        body: Sequence,
        /// Whether it is `select`.
        select: bool,
    },
    /// `for ((a; b; c))` of bash
    ArithmeticFor {
        /// The expansions between the parentheses.
        header: Vec<Part>,
        /// What is repeated.
        body: Sequence,
    },
    /// `case word in ... esac`
    Case {
        /// What is compared.
        word: Box<Word>,
        /// The arms.
        arms: Vec<CaseArm>,
    },
    /// A function's definition.
    Function {
        /// Its name.
        name: TextRange,
        /// Its body, a compound command.
        body: Box<Command>,
    },
    /// `[[ ... ]]` of bash: words and operators in order.
    Test(Vec<Word>),
    /// `(( ... ))` of bash: the expansions in it.
    Arithmetic(Vec<Part>),
}

/// A simple command.
#[derive(Clone, Debug, Default)]
pub struct Simple {
    /// What stands before the program: `name=value`.
    pub assignments: Vec<Assignment>,
    /// The program and its arguments; empty if there are assignments or redirections alone.
    pub words: Vec<Word>,
}

/// `name=value`
#[derive(Clone, Debug)]
pub struct Assignment {
    /// From the name to the end of the value.
    pub range: TextRange,
    /// The name.
    pub name: TextRange,
    /// The value; empty if nothing follows `=`.
    pub value: Word,
}

/// An arm of a `case`.
#[derive(Clone, Debug)]
pub struct CaseArm {
    /// The patterns between `|`.
    pub patterns: Vec<Word>,
    /// The commands.
    pub body: Sequence,
}

/// What a redirection does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RedirectOperator {
    /// `<`
    Input,
    /// `>` and `>|`
    Output,
    /// `>>`
    Append,
    /// `<>`
    Both,
    /// `<&`
    DuplicateInput,
    /// `>&`
    DuplicateOutput,
    /// `&>` of bash: output and errors
    OutputAndErrors,
    /// `&>>` of bash
    AppendOutputAndErrors,
    /// `<<` and `<<-`
    HereDocument,
    /// `<<<` of bash
    HereString,
}

impl RedirectOperator {
    /// Whether it says where output goes.
    pub fn is_output(self) -> bool {
        use RedirectOperator::{Append, AppendOutputAndErrors, DuplicateOutput, Output, OutputAndErrors};
        matches!(self, Output | Append | DuplicateOutput | OutputAndErrors | AppendOutputAndErrors)
    }
}

/// A redirection.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// From the descriptor to the end of the target.
    pub range: TextRange,
    /// The descriptor before the operator (`2` in `2>`), if it is written as a number.
    pub descriptor: Option<u32>,
    /// The operator.
    pub operator: RedirectOperator,
    /// The file, descriptor, delimiter or string.
    pub target: Word,
    /// For a here-document, its index in [`Ast::here_documents`].
    pub here_document: Option<u32>,
}

/// The text of a here-document.
#[derive(Clone, Debug, Default)]
pub struct HereDocument {
    /// The lines, with the last line ending, without the delimiter.
    pub body: TextRange,
    /// Whether the delimiter was quoted: nothing is expanded.
    pub quoted: bool,
    /// Whether leading tabs are removed (`<<-`).
    pub strip_tabs: bool,
    /// Whether the delimiter was found.
    pub terminated: bool,
    /// The literal pieces and expansions of the body.
    pub parts: Vec<Part>,
}
