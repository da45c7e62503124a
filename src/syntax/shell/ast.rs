//! What a script consists of.

use std::borrow::Cow;
use std::ops::Range;

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
    pub stages: Vec<Command>,
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
        word: Word,
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

/// A word: pieces with nothing between them.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// From the first to the last byte, quotes included.
    pub range: TextRange,
    /// The pieces.
    pub parts: Vec<Part>,
}

/// A piece of a word.
#[derive(Clone, Debug)]
pub struct Part {
    /// The bytes, with quotes, `$` and brackets.
    pub range: TextRange,
    /// What it is.
    pub kind: PartKind,
}

/// The sorts of piece.
#[derive(Clone, Debug)]
pub enum PartKind {
    /// Text outside of quotes, with backslashes still in it.
    Literal,
    /// Text in a double-quoted string or a here-document, with backslashes still in it.
    QuotedLiteral,
    /// `'...'`
    SingleQuoted,
    /// `$'...'` of bash, of which the value is not worked out.
    AnsiQuoted,
    /// `"..."`
    DoubleQuoted(Vec<Part>),
    /// `$name` and `${name...}`
    Parameter {
        /// The name, number or special character.
        name: TextRange,
        /// The operator after the name (`:-`, `##`, `/` ...); empty if there is none.
        operator: TextRange,
        /// What follows the operator.
        argument: Vec<Part>,
    },
    /// `$(...)` or backticks. The commands in backticks with backslashes are not looked at.
    Command(Sequence),
    /// `<(...)` or `>(...)` of bash
    Process(Sequence),
    /// `$((...))`: the expansions in it.
    Arithmetic(Vec<Part>),
    /// `*`, `?`, a bracket expression, or a pattern list of bash such as `+(a|b)`.
    Glob,
    /// `{a,b}` or `{1..3}`, in bash
    Brace,
    /// `(a b c)` after `name=`, in bash
    Array(Vec<Word>),
    /// A placeholder of another language, or text with one in single quotes.
    Placeholder,
}

impl Word {
    /// What the word stands for if nothing in it has to be expanded: quotes and backslashes are taken away, wildcards stay as written.
    pub fn literal<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        match self.parts.as_slice() {
            [] => Some(Cow::Borrowed("")),
            [part] => part.literal(text),
            parts => {
                let mut all = String::new();
                for part in parts {
                    all.push_str(&part.literal(text)?);
                }
                Some(Cow::Owned(all))
            }
        }
    }

    /// Whether any piece of it is quoted.
    pub fn is_quoted(&self) -> bool {
        use PartKind::{AnsiQuoted, DoubleQuoted, SingleQuoted};
        self.parts.iter().any(|part| matches!(part.kind, SingleQuoted | AnsiQuoted | DoubleQuoted(_)))
    }

    /// The text that the word surely begins with: what stands before its first expansion.
    pub fn literal_prefix<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut prefix = Cow::Borrowed("");
        for part in &self.parts {
            match (part.literal(text), &part.kind) {
                (Some(literal), _) if prefix.is_empty() => prefix = literal,
                (Some(literal), _) => prefix.to_mut().push_str(&literal),
                (None, PartKind::DoubleQuoted(parts)) => {
                    let known = parts.iter().map_while(|part| part.literal(text));
                    prefix.to_mut().extend(known);
                    break;
                }
                (None, _) => break,
            }
        }
        prefix
    }

    /// The bytes of a word that is one quoted string, or plain text, and stands there as the program will see it but for variables:
    /// without the quotes, and only if no backslash and no command is in it.
    pub fn verbatim(&self, text: &str) -> Option<TextRange> {
        let [part] = self.parts.as_slice() else { return None };
        let TextRange { start, end } = part.range;
        let inner = TextRange { start: start + 1, end: end.saturating_sub(1) };
        let written = part.range.of(text);
        let between = |quote: char| written.len() > 1 && written.starts_with(quote) && written.ends_with(quote);
        match &part.kind {
            PartKind::SingleQuoted if between('\'') => Some(inner),
            PartKind::DoubleQuoted(parts) if between('"') => {
                let as_is = |part: &Part| match part.kind {
                    PartKind::Command(_) => false,
                    PartKind::QuotedLiteral => !part.range.of(text).contains('\\'),
                    _ => true,
                };
                parts.iter().all(as_is).then_some(inner)
            }
            PartKind::Literal if !written.contains('\\') => Some(part.range),
            _ => None,
        }
    }
}

impl Part {
    /// What the piece stands for if nothing in it has to be expanded.
    pub fn literal<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        let written = self.range.of(text);
        match &self.kind {
            PartKind::Literal => Some(without_backslashes(written, |_| true)),
            PartKind::QuotedLiteral => {
                Some(without_backslashes(written, |next| matches!(next, b'$' | b'`' | b'"' | b'\\' | b'\n')))
            }
            PartKind::SingleQuoted => {
                let inner = written.strip_prefix('\'').unwrap_or(written);
                Some(Cow::Borrowed(inner.strip_suffix('\'').unwrap_or(inner)))
            }
            PartKind::DoubleQuoted(parts) => match parts.as_slice() {
                [] => Some(Cow::Borrowed("")),
                [part] => part.literal(text),
                parts => parts.iter().map(|part| part.literal(text)).collect::<Option<String>>().map(Cow::Owned),
            },
            PartKind::Glob => Some(Cow::Borrowed(written)),
            _ => None,
        }
    }
}

/// The text without the backslashes that quote what `quotes` accepts; a quoted line break vanishes with its backslash.
fn without_backslashes(text: &str, quotes: impl Fn(u8) -> bool) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        match after.as_bytes().first() {
            Some(b'\n') => rest = &after[1..],
            Some(next) if quotes(*next) => {
                let width = after.chars().next().map_or(0, char::len_utf8);
                plain.push_str(&after[..width]);
                rest = &after[width..];
            }
            _ => {
                plain.push('\\');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
