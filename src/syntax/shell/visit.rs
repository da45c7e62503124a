//! All parts of a script, however deep they lie.

use super::{Ast, Command, CommandKind, Item, Part, PartKind, Pipeline, Sequence, Word};

/// A list of commands, and what is made of its outcome.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// The commands.
    pub sequence: &'a Sequence,
    /// Whether it is the condition of `if`, `while` or `until`.
    pub is_condition: bool,
    /// How many loops of the same shell it lies in.
    pub loops: usize,
    /// Whether it lies in a function.
    pub in_function: bool,
    /// Whether something takes the outcome of its last command for more than a reason to stop: a condition, `&&`, `||`, `!`, a pipe, a
    /// function, a substitution, a shell of its own, or whoever runs the script.
    pub is_outcome_used: bool,
}

impl Ast {
    /// All lists of commands, also those in substitutions; one that lies in another follows it.
    pub fn lists(&self) -> Vec<List<'_>> {
        let mut walk = Walk { found: Vec::new(), loops: 0, in_function: false };
        walk.sequence(&self.body, false, true);
        for document in &self.here_documents {
            walk.parts(&document.parts);
        }
        walk.found
    }
}

impl<'a> List<'a> {
    /// The pipelines of the list itself.
    pub fn pipelines(&self) -> impl Iterator<Item = &'a Pipeline> + use<'a> {
        self.sequence.items.iter().flat_map(Item::pipelines)
    }

    /// The commands of the list itself.
    pub fn commands(&self) -> impl Iterator<Item = &'a Command> + use<'a> {
        self.pipelines().flat_map(|pipeline| pipeline.stages.iter())
    }
}

impl Item {
    /// Its pipelines, in order.
    pub fn pipelines(&self) -> impl Iterator<Item = &Pipeline> {
        std::iter::once(&self.chain.first).chain(self.chain.rest.iter().map(|(_, pipeline)| pipeline))
    }
}

struct Walk<'a> {
    found: Vec<List<'a>>,
    loops: usize,
    in_function: bool,
}

impl<'a> Walk<'a> {
    fn sequence(&mut self, sequence: &'a Sequence, is_condition: bool, is_outcome_used: bool) {
        let (loops, in_function) = (self.loops, self.in_function);
        self.found.push(List { sequence, is_condition, loops, in_function, is_outcome_used });
        for (at, item) in sequence.items.iter().enumerate() {
            let is_last = at + 1 == sequence.items.len();
            let is_joined = !item.chain.rest.is_empty() || item.background;
            for pipeline in item.pipelines() {
                let is_piped = pipeline.stages.len() > 1;
                let is_used = is_joined || is_piped || pipeline.negated || is_last && is_outcome_used;
                let walk = |walk: &mut Self| pipeline.stages.iter().for_each(|command| walk.command(command, is_used));
                if is_piped { self.apart(walk) } else { walk(self) }
            }
        }
    }

    /// Goes through what is repeated.
    fn repeated(&mut self, body: &'a Sequence, is_outcome_used: bool) {
        self.loops += 1;
        self.sequence(body, false, is_outcome_used);
        self.loops -= 1;
    }

    /// Goes through what no loop around it can be left from.
    fn apart(&mut self, walk: impl FnOnce(&mut Self)) {
        let loops = std::mem::take(&mut self.loops);
        walk(self);
        self.loops = loops;
    }

    fn command(&mut self, command: &'a Command, is_used: bool) {
        match &command.kind {
            CommandKind::Simple(simple) => {
                simple.assignments.iter().for_each(|assignment| self.word(&assignment.value));
                self.words(&simple.words);
            }
            // A shell of its own ends with the outcome of its last command, and that stops the one around it (POSIX.1-2024, XCU 2.15, `set -e`).
            CommandKind::Subshell(body) => self.apart(|walk| walk.sequence(body, false, true)),
            CommandKind::Group(body) => self.sequence(body, false, is_used),
            CommandKind::If { branches, otherwise } => {
                for (test, body) in branches {
                    self.sequence(test, true, true);
                    self.sequence(body, false, is_used);
                }
                if let Some(body) = otherwise {
                    self.sequence(body, false, is_used);
                }
            }
            CommandKind::Loop { condition, body, .. } => {
                self.sequence(condition, true, true);
                self.repeated(body, is_used);
            }
            CommandKind::For { words, body, .. } => {
                self.words(words.iter().flatten());
                self.repeated(body, is_used);
            }
            CommandKind::ArithmeticFor { header, body } => {
                self.parts(header);
                self.repeated(body, is_used);
            }
            CommandKind::Case { word, arms } => {
                self.word(word);
                for arm in arms {
                    self.sequence(&arm.body, false, is_used);
                }
            }
            CommandKind::Function { body, .. } => self.apart(|walk| {
                let outer = std::mem::replace(&mut walk.in_function, true);
                walk.command(body, true);
                walk.in_function = outer;
            }),
            CommandKind::Test(words) => self.words(words),
            CommandKind::Arithmetic(parts) => self.parts(parts),
        }
        command.redirects.iter().for_each(|redirect| self.word(&redirect.target));
    }

    fn words(&mut self, words: impl IntoIterator<Item = &'a Word>) {
        words.into_iter().for_each(|word| self.word(word));
    }

    fn word(&mut self, word: &'a Word) {
        self.parts(&word.parts);
    }

    fn parts(&mut self, parts: &'a [Part]) {
        for part in parts {
            match &part.kind {
                PartKind::Command(body) | PartKind::Process(body) => {
                    self.apart(|walk| walk.sequence(body, false, true));
                }
                PartKind::DoubleQuoted(parts)
                | PartKind::Arithmetic(parts)
                | PartKind::Parameter { argument: parts, .. } => self.parts(parts),
                PartKind::Array(words) => self.words(words),
                _ => {}
            }
        }
    }
}
