//! The variables of a script: where they are set, where they are used, and in which of its processes.

mod walk;

use std::ops::Range;

use crate::syntax::shell::{Ast, TextRange};

pub(super) fn variables<'t>(ast: &Ast, text: &'t str) -> Variables<'t> {
    walk::walk(ast, text)
}

/// What a script does with variables, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Variables<'t> {
    /// Where variables get a value.
    pub settings: Vec<Setting<'t>>,
    /// Where their values are taken.
    pub uses: Vec<Use<'t>>,
    /// The shell itself, and the ones that it starts for parts of the script.
    pub environments: Vec<Environment>,
    /// The arithmetic expressions: from `$((` or `((` to the end.
    pub arithmetic: Vec<TextRange>,
    /// The compound commands whose redirections hold for all that is in them.
    pub redirected: Vec<TextRange>,
    /// Whether variables may be set where it cannot be seen: by a file that is read in, or by text that is put together.
    pub is_open: bool,
    /// The indices of the settings and of the uses, by name.
    by_name: (Vec<usize>, Vec<usize>),
}

/// A shell that runs the script, or a part of it in a process of its own: what that sets is lost at its end.
#[derive(Clone, Copy, Debug)]
pub struct Environment {
    /// The one that started it; the first one is its own.
    pub parent: usize,
    /// What runs in it.
    pub range: TextRange,
    /// Whether it is a part of a pipeline.
    pub is_piped: bool,
}

/// A place where a variable gets a value.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own, and any mixture occurs")]
pub struct Setting<'t> {
    /// The variable.
    pub name: &'t str,
    /// The name's place.
    pub range: TextRange,
    /// The index of the environment in which it is set.
    pub environment: usize,
    /// What it is set to, if that is written there and needs no expansion.
    pub value: Option<String>,
    /// Whether it is set for one command only: `name=value command`.
    pub is_for_command: bool,
    /// Whether it stands in a function, which may be called anywhere.
    pub in_function: bool,
    /// Whether it is a plain assignment.
    pub is_assignment: bool,
    /// Whether it only gives the variable a value within the shell, also by `read`, `for`, `local` and `readonly`. `export`, arithmetic
    /// and programs that are told the name may use it as well.
    pub is_plain: bool,
}

/// In what a variable is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// The name of a program, or a word after it.
    Argument,
    /// The value of an assignment, also as a word of `export` and the like.
    Assignment,
    /// A list that `for` goes through, or an array: words that are meant to be several.
    List,
    /// The file of a redirection.
    Redirection,
    /// What the shell does not split: `[[ ]]`, `case`, an arithmetic expression, a here-document.
    Whole,
}

/// A place where a variable's value is taken.
#[derive(Clone, Debug)]
pub struct Use<'t> {
    /// The variable, number or special character.
    pub name: &'t str,
    /// From `$` to the end.
    pub range: TextRange,
    /// The word that it is in.
    pub word: TextRange,
    /// Whether it is in double quotes.
    pub is_quoted: bool,
    /// The operator after the name (`:-`, `%` ...); empty if there is none.
    pub operator: &'t str,
    /// Whether its length is asked for, or another variable is named by it: `${#name}`, `${!name}`.
    pub is_indirect: bool,
    /// In what it stands.
    pub position: Position,
    /// The index of the environment in which it is used.
    pub environment: usize,
    /// Whether it stands in a function.
    pub in_function: bool,
}

impl Use<'_> {
    /// Whether something is said for the case that it is not set: `${name:-...}`, `${name?}`.
    pub fn has_default(&self) -> bool {
        self.operator.trim_start_matches(':').starts_with(['-', '=', '+', '?'])
    }
}

impl<'t> Variables<'t> {
    /// Puts all in the order of the text, and remembers where each name is.
    fn sort(&mut self) {
        self.settings.sort_by_key(|setting| setting.range.start);
        self.uses.sort_by_key(|used| used.range.start);
        let mut settings: Vec<usize> = (0..self.settings.len()).collect();
        settings.sort_by_key(|at| self.settings[*at].name);
        let mut uses: Vec<usize> = (0..self.uses.len()).collect();
        uses.sort_by_key(|at| self.uses[*at].name);
        self.by_name = (settings, uses);
    }

    /// Where a variable is set.
    pub fn settings_of(&self, name: &str) -> impl Iterator<Item = &Setting<'t>> {
        let order = &self.by_name.0;
        let start = order.partition_point(|at| self.settings[*at].name < name);
        let end = start + order[start..].partition_point(|at| self.settings[*at].name == name);
        order[start..end].iter().map(|at| &self.settings[*at])
    }

    /// Where a variable's value is taken.
    pub fn uses_of(&self, name: &str) -> impl Iterator<Item = &Use<'t>> + Clone {
        let order = &self.by_name.1;
        let start = order.partition_point(|at| self.uses[*at].name < name);
        let end = start + order[start..].partition_point(|at| self.uses[*at].name == name);
        order[start..end].iter().map(|at| &self.uses[*at])
    }

    /// Whether what is set in one environment can be seen in another: they are the same, or the other came out of it.
    pub fn is_visible(&self, from: usize, within: usize) -> bool {
        let mut at = within;
        // Parents come before their children.
        while at > from {
            at = self.environments[at].parent;
        }
        at == from
    }
}

/// Whether a text is the name of a variable.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The names in an arithmetic expression, in bytes of the text.
fn names(text: &str, range: TextRange) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in range.of(text).char_indices().chain([(range.of(text).len(), ' ')]) {
        let at = range.start as usize + at;
        match (start, c.is_ascii_alphanumeric() || c == '_') {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.extend(is_name(&text[from..at]).then_some(from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}
