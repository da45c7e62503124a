//! The facet `Script`: text that a shell runs, wherever it is written.

mod bashism;
mod conditions;
mod double_brackets;
mod sources;
mod variables;

use std::ops::Range;
use std::sync::OnceLock;

pub use bashism::{Bashism, Replacement, bashisms, shell_name};
pub use conditions::{Condition, conditions};
pub use double_brackets::{UnreadableTest, unreadable_tests};
pub use sources::{
    of_azure, of_bitbucket, of_circleci, of_compose_service, of_container, of_gitlab, of_health_check, of_instruction,
    of_step,
};

pub use variables::{Environment, Position, Setting, Use, Variables, is_name};

use super::command::{self, Command};
use super::docker::{Instruction, Variable};
use crate::diagnostic::Place;
use crate::source::Span;
use crate::syntax::dockerfile::Text;
use crate::syntax::shell::{self, Ast, PartKind, SyntaxError, TextRange};
pub use crate::syntax::shell::{CommandKind, Dialect, List, Sequence, Word};
use crate::tree::{Node, OffsetMap, Style};

/// What runs a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interpreter {
    /// A shell of the POSIX family.
    Posix(Dialect),
    /// Something else: PowerShell, `cmd`, Python.
    Other,
    /// It cannot be known.
    Unknown,
}

/// Where a script is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScriptOrigin {
    /// `RUN` and other instructions of a Dockerfile: it runs while the image is built.
    Build,
    /// A step or job of a CI pipeline.
    Pipeline,
    /// The command of a container, or a probe or hook in it.
    Container,
}

/// What the text is cut from.
#[derive(Clone, Copy, Debug)]
enum Source<'t> {
    Node(Node<'t>),
    Text(&'t Text<'t>),
}

/// A script. It is parsed when something of it is first asked for, and only once.
#[derive(Debug)]
pub struct Script<'t> {
    source: Source<'t>,
    interpreter: Interpreter,
    origin: ScriptOrigin,
    known_shell: Option<Dialect>,
    stops_at_failure: bool,
    instruction: Option<Instruction<'t>>,
    ast: OnceLock<Ast>,
    commands: OnceLock<Vec<Command<'t>>>,
    variables: OnceLock<Variables<'t>>,
    offsets: OnceLock<OffsetMap>,
}

impl<'t> Script<'t> {
    /// The text of a scalar, as it is decoded.
    pub fn of_node(node: Node<'t>, interpreter: Interpreter, origin: ScriptOrigin) -> Self {
        Self::new(Source::Node(node), interpreter, origin)
    }

    /// Text of a Dockerfile.
    pub fn of_text(text: &'t Text<'t>, interpreter: Interpreter, origin: ScriptOrigin) -> Self {
        Self::new(Source::Text(text), interpreter, origin)
    }

    fn new(source: Source<'t>, interpreter: Interpreter, origin: ScriptOrigin) -> Self {
        Self {
            source,
            interpreter,
            origin,
            known_shell: None,
            stops_at_failure: false,
            instruction: None,
            ast: OnceLock::new(),
            commands: OnceLock::new(),
            variables: OnceLock::new(),
            offsets: OnceLock::new(),
        }
    }

    /// The same script, of which it is known which make of shell reads it, and whether that was told to stop at the first failure.
    #[must_use]
    fn read_by(self, known_shell: Option<Dialect>, stops_at_failure: bool) -> Self {
        Self { known_shell, stops_at_failure, ..self }
    }

    /// Whether text can be written at a place in the script as it is: in a YAML scalar some letters would end or change it (YAML 1.2.2,
    /// chapter 7.3), and so they would in the strings of the JSON form. Where a word ends is guessed in a script that no shell can read:
    /// only something at its very beginning or end can be taken away there.
    pub fn takes(&self, place: Span, text: &str) -> bool {
        let whole = self.span_of(0..self.text().len());
        let is_at_edge = text.is_empty() && (place.start == whole.start || place.end == whole.end);
        if !self.ast().problems.is_empty() && !is_at_edge {
            return false;
        }
        let Source::Node(node) = self.source else {
            return self.instruction.is_none_or(|instruction| instruction.takes(place));
        };
        let span = node.span();
        if place.file != span.file || !span.contains(place) {
            return true;
        }
        let is_first = place.start == span.start;
        match node.style() {
            Style::Plain => {
                let opens = || text.starts_with(|letter: char| "\"'[]{}&*!|>%@`#,?:- ".contains(letter));
                !(is_first && opens() || text.contains(": ") || text.contains(" #") || text.contains('\n'))
            }
            Style::SingleQuoted => !text.contains(['\'', '\n']),
            Style::DoubleQuoted => !text.contains(['"', '\\', '\n']),
            _ => !text.contains('\n'),
        }
    }

    /// The same script, as one of this instruction of a Dockerfile.
    #[must_use]
    fn in_instruction(self, instruction: Instruction<'t>) -> Self {
        Self { instruction: Some(instruction), ..self }
    }

    /// The instruction of a Dockerfile that it belongs to.
    pub fn instruction(&self) -> Option<Instruction<'t>> {
        self.instruction
    }

    /// What a variable of the environment holds when the script begins, as far as the file that it is in says.
    pub fn variable(&self, name: &str) -> Variable {
        self.instruction.map_or(Variable::Unknown, |instruction| instruction.variable(name))
    }

    /// The make of the shell that reads it, where that is surely known.
    pub fn known_shell(&self) -> Option<Dialect> {
        self.known_shell
    }

    /// Whether the shell stops at the first command that fails (`-e`): by how it is started, or by a `set` in the script.
    pub fn stops_at_failure(&self) -> bool {
        let is_errexit = |word: &str| word == "errexit" || is_cluster_with(word, 'e');
        let sets = |command: &Command<'_>| {
            command.is_any(&["set"]) && command.arguments.iter().any(|word| word.as_str().is_none_or(is_errexit))
        };
        self.stops_at_failure || self.commands().iter().any(sets)
    }

    /// What no shell of the POSIX family could read: the first such place. Compose and Kubernetes have `$$` for `$`, so that what the
    /// shell reads there is another text.
    pub fn syntax_error(&self) -> Option<SyntaxError> {
        let is_escaped = self.origin == ScriptOrigin::Container && self.text().contains("$$");
        let is_read = !is_escaped && matches!(self.interpreter, Interpreter::Posix(_));
        self.ast().problems.first().filter(|_| is_read).cloned()
    }

    /// The text that the shell reads, but for placeholders.
    pub fn text(&self) -> &'t str {
        match self.source {
            Source::Node(node) => node.text(),
            Source::Text(text) => text.as_str(),
        }
    }

    /// What runs it.
    pub fn interpreter(&self) -> Interpreter {
        self.interpreter
    }

    /// Where it is written.
    pub fn origin(&self) -> ScriptOrigin {
        self.origin
    }

    /// The script, parsed as bash reads it, whose language contains the others' but for details.
    pub fn ast(&self) -> &Ast {
        self.ast.get_or_init(|| shell::parse(self.text(), Dialect::Bash))
    }

    /// Where the last of several commands or chains begins that `;` parts: its outcome is that of all of them. What is nothing but a group
    /// or a subshell is looked into.
    pub fn last_after_semicolon(&self) -> Option<u32> {
        last_after_semicolon(&self.ast().body, self.text())
    }

    /// All its lists of commands, as they are written; none where no shell of the POSIX family reads it, or could.
    pub fn lists(&self) -> Vec<List<'_>> {
        let is_read = matches!(self.interpreter, Interpreter::Posix(_)) && self.ast().problems.is_empty();
        if is_read { self.ast().lists() } else { Vec::new() }
    }

    /// The variables that it sets and uses.
    pub fn variables(&self) -> &Variables<'t> {
        self.variables.get_or_init(|| variables::variables(self.ast(), self.text()))
    }

    /// Its commands. None where another language is written, or where it cannot be known which and the text is no shell script.
    pub fn commands(&self) -> &[Command<'t>] {
        if let Some(commands) = self.commands_of_instruction() {
            return commands;
        }
        self.commands.get_or_init(|| {
            let readable = match self.interpreter {
                Interpreter::Posix(_) => true,
                Interpreter::Other => false,
                Interpreter::Unknown => self.ast().problems.is_empty(),
            };
            if readable { command::commands(self.ast(), self.text()) } else { Vec::new() }
        })
    }

    /// The commands of the instruction that it belongs to, where that has read the very same text.
    fn commands_of_instruction(&self) -> Option<&'t [Command<'t>]> {
        let instruction = self.instruction.filter(|_| matches!(self.interpreter, Interpreter::Posix(_)))?;
        let Source::Text(text) = self.source else { return None };
        instruction.script().filter(|script| std::ptr::eq(*script, text)).map(|_| instruction.commands())
    }

    /// The bytes `range` of its text, in the file.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        match self.source {
            Source::Node(node) => self.offsets.get_or_init(|| OffsetMap::new(node)).span_of(range),
            Source::Text(text) => text.span_of(range),
        }
    }

    /// Where something in it is reported.
    pub fn place_of(&self, range: TextRange) -> Place {
        let via = match self.source {
            Source::Node(node) => node.via(),
            Source::Text(_) => None,
        };
        Place { span: self.span_of(range.range()), via }
    }
}

fn last_after_semicolon(sequence: &Sequence, text: &str) -> Option<u32> {
    match sequence.items.as_slice() {
        [.., before, last] if !last.background => {
            let before = before.chain.rest.last().map_or(&before.chain.first, |(_, pipeline)| pipeline);
            let start = last.chain.first.range.start;
            let between = &text[before.range.end as usize..start as usize];
            let is_separator = between.trim_start_matches([' ', '\t', '\\', '\r', '\n']).starts_with(';');
            is_separator.then_some(start)
        }
        [only] if only.chain.rest.is_empty() => match &*only.chain.first.stages {
            [command] => match &command.kind {
                CommandKind::Group(body) | CommandKind::Subshell(body) => last_after_semicolon(body, text),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// The words of an array that is assigned: `(a b)`.
pub fn array_words(value: &Word) -> Option<&[Word]> {
    match &*value.parts {
        [only] => match &only.kind {
            PartKind::Array(words) => Some(words),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a word is options of one letter each, with this one among them: `-ex`.
fn is_cluster_with(word: &str, letter: char) -> bool {
    word.strip_prefix('-').is_some_and(|letters| !letters.starts_with('-') && letters.contains(letter))
}
