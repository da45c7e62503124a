//! The commands of a script, as they will run.
//!
//! [`commands`] walks a script and gives each command with what matters about where it stands: whether it always runs, whether its
//! failure is looked at, what it reads from and writes to, and within which other command's substitution it is. Programs that only
//! start other programs (`sudo`, `env`, `timeout 5`, `xargs`, `sh -c '...'`) are looked through.

pub mod accounts;
mod arguments;
mod background;
pub mod certificates;
mod collect;
mod installation;
mod locked;
pub mod node_packages;
mod remote;
pub mod request;
mod tools;
mod unpacking;
mod users;
mod wrappers;

use std::borrow::Cow;
use std::ops::Range;

pub use arguments::{Arguments, CommandOption, OptionValue};
pub use background::{Leaving, leaves_foreground};
pub use installation::{Installation, installation, needs_no_sources};
pub use locked::{LockedInstallation, locked_installation};
pub use remote::{RemoteScript, remote_scripts};
pub use unpacking::{Unpacking, is_archive_name, unpacking};
pub use users::{Created, created_group, created_user};

use crate::syntax::shell::{Ast, Word};
pub use crate::syntax::shell::{RedirectOperator, TextRange};

/// All commands of a script in the order of the text; a command in a substitution follows the one whose words it is in.
pub fn commands<'t>(ast: &Ast, text: &'t str) -> Vec<Command<'t>> {
    collect::collect(ast, text)
}

/// A word of a command.
#[derive(Clone, Debug, Default)]
pub struct Argument<'t> {
    /// The bytes of the script, quotes included.
    pub range: TextRange,
    /// What it stands for, if nothing in it has to be expanded.
    pub value: Option<Cow<'t, str>>,
    /// What it surely begins with: all of it, or the text before its first expansion.
    pub prefix: Cow<'t, str>,
    /// Whether it may become several words, or none: it has an expansion outside of quotes.
    pub splits: bool,
}

impl<'t> Argument<'t> {
    /// A word of a script that begins `offset` bytes into the outermost one.
    pub(super) fn new(word: &Word, text: &'t str, offset: u32) -> Self {
        use crate::syntax::shell::PartKind::{AnsiQuoted, Brace, DoubleQuoted, Literal, QuotedLiteral, SingleQuoted};
        let value = word.literal(text);
        let splits = value.is_none()
            && !word.parts.iter().all(|part| {
                matches!(part.kind, Literal | QuotedLiteral | SingleQuoted | DoubleQuoted(_) | AnsiQuoted | Brace)
            });
        let prefix = value.clone().unwrap_or_else(|| word.literal_prefix(text));
        Self { range: shifted(word.range, offset), value, prefix, splits }
    }

    /// What it stands for, if that is known.
    pub fn as_str(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// Whether it is surely this text.
    pub fn is(&self, text: &str) -> bool {
        self.as_str() == Some(text)
    }
}

/// The same range in a text that begins `offset` bytes earlier.
fn shifted(range: TextRange, offset: u32) -> TextRange {
    TextRange { start: range.start + offset, end: range.end + offset }
}

/// A variable that is set for one command, or for the script: `NAME=value`.
#[derive(Clone, Debug)]
pub struct Setting<'t> {
    /// The name.
    pub name: &'t str,
    /// From the name to the end of the value.
    pub range: TextRange,
    /// The value.
    pub value: Argument<'t>,
}

/// A redirection of a command.
#[derive(Clone, Debug)]
pub struct Redirection<'t> {
    /// The operator.
    pub operator: RedirectOperator,
    /// The descriptor before the operator, if one is written.
    pub descriptor: Option<u32>,
    /// The file, descriptor or text.
    pub target: Argument<'t>,
    /// The bytes of a here-document's lines.
    pub body: Option<TextRange>,
}

/// A program that starts another one.
#[derive(Clone, Copy, Debug)]
pub struct Wrapper {
    /// Its name: `sudo`.
    pub name: &'static str,
    /// The word that names it.
    pub range: TextRange,
}

/// In what a command's output becomes part of another command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SubstitutionKind {
    /// `$(...)` and backticks: text.
    Command,
    /// `<(...)`: a file to read from.
    Process,
    /// The text of `sh -c '...'` and `eval '...'`: it is what the other command runs.
    Script,
}

/// Where a command's output goes, if it is within a word of another command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Substitution {
    /// The index of the other command.
    pub of: usize,
    /// How.
    pub kind: SubstitutionKind,
    /// The bytes of the word it is in.
    pub word: TextRange,
}

/// Where a command stands.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own, and any mixture occurs")]
pub struct Context {
    /// Whether it runs only under some condition: in a branch of `if` or `case`, after `||`, after a test and `&&`, in a loop.
    pub conditional: bool,
    /// Whether something looks at its failure: a condition of `if` or `while`, `!`, or `||` after it.
    pub tested: bool,
    /// Whether nobody waits for it (`&`).
    pub background: bool,
    /// Whether a shell of its own runs it: `( ... )`.
    pub in_subshell: bool,
    /// Whether it is in a function, which may be called anywhere or nowhere.
    pub in_function: bool,
    /// The indices of the commands that write what it reads from a pipe.
    pub input: Range<usize>,
    /// The indices of the commands that read from a pipe what it writes.
    pub output: Range<usize>,
    /// The word of another command that it is in.
    pub substitution: Option<Substitution>,
}

/// A command with its arguments.
#[derive(Clone, Debug)]
pub struct Command<'t> {
    /// The bytes of the script, from the first assignment or wrapper to the last word or redirection.
    pub range: TextRange,
    /// The program as written; `None` if there are assignments and redirections alone.
    pub program: Option<Argument<'t>>,
    /// The arguments after the program.
    pub arguments: Vec<Argument<'t>>,
    /// The variables set before the program.
    pub settings: Vec<Setting<'t>>,
    /// The redirections.
    pub redirections: Vec<Redirection<'t>>,
    /// The programs that start it, the outermost first.
    pub wrappers: Vec<Wrapper>,
    /// Where it stands.
    pub context: Context,
    /// Whether it runs a word as a script (`sh -c`, `eval`) in which nothing can be seen here: it is put together, or has escapes.
    pub hides_script: bool,
}

impl<'t> Command<'t> {
    /// The program's name without its folder, if it is known.
    pub fn name(&self) -> Option<&str> {
        let name = self.program.as_ref()?.as_str()?;
        Some(name.rsplit_once('/').map_or(name, |(_, base)| base))
    }

    /// Whether the program is surely one of these.
    pub fn is_any(&self, names: &[&str]) -> bool {
        self.name().is_some_and(|name| names.contains(&name))
    }

    /// The arguments by the program's grammar: sub-command, options and operands.
    pub fn parsed(&self) -> Arguments<'_, 't> {
        Arguments::new(self)
    }

    /// Whether it runs a script or a function, of which it cannot be seen here what it does: a name that is not known, a path with an
    /// extension of scripts or in the working directory, a file given to a shell.
    pub fn is_script(&self) -> bool {
        if self.hides_script {
            return true;
        }
        let Some(program) = &self.program else { return false };
        let Some(name) = program.as_str() else { return true };
        let has_file = |argument: &Argument<'_>| !argument.prefix.starts_with(['-', '+']);
        match name {
            "." | "source" => true,
            "sh" | "bash" | "ash" | "dash" | "zsh" => {
                let is_inline = self.arguments.iter().any(|word| {
                    word.as_str()
                        .is_some_and(|text| text.starts_with('-') && !text.starts_with("--") && text.ends_with('c'))
                });
                !is_inline && (self.arguments.iter().any(has_file) || !self.context.input.is_empty())
            }
            _ => {
                let in_system = ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/"];
                let is_installed = in_system.iter().any(|folder| name.starts_with(folder));
                name.strip_suffix(".sh").is_some() || name.contains("clean") || name.contains('/') && !is_installed
            }
        }
    }

    /// Whether it is started by this program.
    pub fn is_wrapped_in(&self, name: &str) -> bool {
        self.wrappers.iter().any(|wrapper| wrapper.name == name)
    }
}

/// The command that a script surely ends with, after all others: what it runs in the words of `sh -c` counts, what fills a word in does not.
pub fn last_to_run<'c, 't>(all: &'c [Command<'t>]) -> Option<&'c Command<'t>> {
    let script = |command: &Command<'_>| {
        command.context.substitution.filter(|it| it.kind == SubstitutionKind::Script).map(|it| it.of)
    };
    let outer: Vec<usize> = all.iter().filter_map(script).collect();
    let is_run = |(at, command): &(usize, &Command<'_>)| {
        !outer.contains(at) && (command.context.substitution.is_none() || script(command).is_some())
    };
    let (_, last) = all.iter().enumerate().rfind(is_run)?;
    let context = &last.context;
    let is_sure = !context.conditional && !context.tested && !context.background && !context.in_function;
    (is_sure && context.input.is_empty() && context.output.is_empty()).then_some(last)
}

/// The commands whose output `command` reads from a pipe.
pub fn feeders<'c, 't>(
    all: &'c [Command<'t>],
    command: &Command<'t>,
) -> impl Iterator<Item = &'c Command<'t>> + use<'c, 't> {
    piped(all, command.context.input.clone(), command.context.substitution)
}

/// The commands that read from a pipe what `command` writes.
pub fn readers<'c, 't>(
    all: &'c [Command<'t>],
    command: &Command<'t>,
) -> impl Iterator<Item = &'c Command<'t>> + use<'c, 't> {
    piped(all, command.context.output.clone(), command.context.substitution)
}

/// Of a range of commands those that are not deeper in substitutions than the pipe is.
fn piped<'c, 't>(
    all: &'c [Command<'t>],
    range: Range<usize>,
    substitution: Option<Substitution>,
) -> impl Iterator<Item = &'c Command<'t>> + use<'c, 't> {
    all[range].iter().filter(move |other| other.context.substitution == substitution)
}

#[cfg(test)]
mod tests;
