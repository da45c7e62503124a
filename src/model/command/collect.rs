//! The walk over a script that gathers its commands.

use std::ops::Range;

use super::{Argument, Command, Context, Redirection, Setting, Substitution, SubstitutionKind, shifted, wrappers};
use crate::syntax::shell::{
    self, Ast, CommandKind, Connector, Dialect, Part, PartKind, Pipeline, Sequence, TextRange, Word,
};

/// How deep scripts may lie in words of scripts (`sh -c "sh -c '...'"`).
const MAX_SCRIPTS: usize = 4;

/// Programs whose success says something, so that what follows them and `&&` runs under a condition.
const TESTS: [&str; 9] = ["test", "[", "command", "which", "type", "hash", "grep", "cmp", "diff"];

pub(super) fn collect<'t>(ast: &Ast, text: &'t str) -> Vec<Command<'t>> {
    // Most commands stand at the top: there are at least so many, and a list that grows is copied.
    let mut found = Vec::with_capacity(ast.body.items.iter().map(|item| 1 + item.chain.rest.len()).sum());
    Collector { ast, text, offset: 0, scripts: 0, found: &mut found }.sequence(&ast.body, &Context::default());
    found
}

/// Adds the commands of the script `text`, which begins `offset` bytes into the outermost one and is in a word of the command `of`. Whether
/// it can be read.
fn nested<'t>(
    text: &'t str,
    offset: u32,
    word: TextRange,
    (of, scripts): (usize, usize),
    found: &mut Vec<Command<'t>>,
) -> bool {
    let ast = shell::parse(text, Dialect::default());
    if !ast.problems.is_empty() {
        return false;
    }
    let substitution = Some(Substitution { of, kind: SubstitutionKind::Script, word });
    let context = Context { substitution, input: 0..0, output: 0..0, ..found[of].context.clone() };
    Collector { ast: &ast, text, offset, scripts: scripts + 1, found }.sequence(&ast.body, &context);
    true
}

/// A walk over one script, which may be a word of another.
struct Collector<'c, 'a, 't> {
    ast: &'a Ast,
    text: &'t str,
    /// Where `text` begins in the outermost script.
    offset: u32,
    scripts: usize,
    found: &'c mut Vec<Command<'t>>,
}

impl<'t> Collector<'_, '_, 't> {
    fn sequence(&mut self, sequence: &Sequence, context: &Context) {
        for item in &sequence.items {
            let mut context = Context { background: context.background || item.background, ..context.clone() };
            let chain = &item.chain;
            let last_or = chain.rest.iter().rposition(|(connector, _)| *connector == Connector::Or);
            let failure_is_seen = |link: usize| last_or.is_some_and(|last| last >= link);
            let tested = context.tested;
            context.tested = tested || failure_is_seen(0);
            let mut is_test = self.pipeline(&chain.first, &context);
            for (at, (connector, pipeline)) in chain.rest.iter().enumerate() {
                context.conditional |= *connector == Connector::Or || is_test;
                context.tested = tested || failure_is_seen(at + 1);
                is_test = self.pipeline(pipeline, &context);
            }
        }
    }

    /// Whether the pipeline is a test.
    fn pipeline(&mut self, pipeline: &Pipeline, context: &Context) -> bool {
        let before = self.found.len();
        let mut stages: Vec<Range<usize>> = Vec::with_capacity(pipeline.stages.len());
        let mut is_test = pipeline.negated;
        for stage in &pipeline.stages {
            let start = self.found.len();
            let context = Context { tested: context.tested || pipeline.negated, ..context.clone() };
            self.command(stage, &context);
            stages.push(start..self.found.len());
            is_test |= matches!(stage.kind, CommandKind::Test(_) | CommandKind::Arithmetic(_));
        }
        for pair in stages.windows(2) {
            self.connect(&pair[0], &pair[1], context);
        }
        let last = stages.last().map_or(before, |stage| stage.start);
        is_test || self.found.get(last).is_some_and(|command| command.is_any(&TESTS))
    }

    /// Notes that the commands of one stage feed those of the next. A pipe within a stage stays.
    fn connect(&mut self, from: &Range<usize>, to: &Range<usize>, context: &Context) {
        for command in &mut self.found[from.clone()] {
            if command.context.substitution == context.substitution && command.context.output.is_empty() {
                command.context.output = to.clone();
            }
        }
        for command in &mut self.found[to.clone()] {
            if command.context.substitution == context.substitution && command.context.input.is_empty() {
                command.context.input = from.clone();
            }
        }
    }

    fn command(&mut self, command: &shell::Command, context: &Context) {
        let conditional = &Context { conditional: true, ..context.clone() };
        let condition = &Context { tested: true, ..context.clone() };
        match &command.kind {
            CommandKind::Simple(simple) => return self.simple(command, simple, context),
            CommandKind::Subshell(body) => self.sequence(body, &Context { in_subshell: true, ..context.clone() }),
            CommandKind::Group(body) => self.sequence(body, context),
            CommandKind::If { branches, otherwise } => {
                for (at, (test, body)) in branches.iter().enumerate() {
                    self.sequence(test, &Context { conditional: context.conditional || at > 0, ..condition.clone() });
                    self.sequence(body, conditional);
                }
                if let Some(body) = otherwise {
                    self.sequence(body, conditional);
                }
            }
            CommandKind::Loop { condition: test, body, .. } => {
                self.sequence(test, condition);
                self.sequence(body, conditional);
            }
            CommandKind::For { words, body, .. } => {
                words.iter().flatten().for_each(|word| self.stray(word, context));
                self.sequence(body, conditional);
            }
            CommandKind::ArithmeticFor { body, .. } => self.sequence(body, conditional),
            CommandKind::Case { word, arms } => {
                self.stray(word, context);
                for arm in arms {
                    self.sequence(&arm.body, conditional);
                }
            }
            CommandKind::Function { body, .. } => {
                self.command(body, &Context { in_function: true, ..context.clone() });
            }
            CommandKind::Test(words) => words.iter().for_each(|word| self.stray(word, condition)),
            CommandKind::Arithmetic(parts) => self.stray_parts(parts, context),
        }
        command.redirects.iter().for_each(|redirect| self.stray(&redirect.target, context));
    }

    fn simple(&mut self, command: &shell::Command, simple: &shell::Simple, context: &Context) {
        let (text, offset) = (self.text, self.offset);
        let argument = |word: &Word| Argument::new(word, text, offset);
        let mut settings: Vec<Setting<'t>> = simple
            .assignments
            .iter()
            .map(|assignment| Setting {
                name: assignment.name.of(text),
                range: shifted(assignment.range, offset),
                value: argument(&assignment.value),
            })
            .collect();
        let redirections = command
            .redirects
            .iter()
            .map(|redirect| Redirection {
                operator: redirect.operator,
                descriptor: redirect.descriptor,
                target: argument(&redirect.target),
                body: redirect.here_document.map(|at| shifted(self.ast.here_documents[at as usize].body, offset)),
            })
            .collect();
        let mut words: Vec<Argument<'t>> = simple.words.iter().map(argument).collect();
        let wrappers = wrappers::unwrap(&mut words, &mut settings);
        let program = (!words.is_empty()).then(|| words.remove(0));
        if words.is_empty() {
            // There may be hundreds of thousands of commands without arguments: no room is kept for them.
            words = Vec::new();
        }
        let of = self.found.len();
        let range = shifted(command.range, offset);
        let context = context.clone();
        self.found.push(Command {
            range,
            program,
            arguments: words,
            settings,
            redirections,
            wrappers,
            context,
            hides_script: false,
        });
        let assigned = simple.assignments.iter().map(|assignment| &assignment.value);
        let targets = command.redirects.iter().map(|redirect| &redirect.target);
        for word in assigned.chain(&simple.words).chain(targets) {
            self.substitutions(word, of);
        }
        for redirect in &command.redirects {
            if let Some(at) = redirect.here_document {
                let document = &self.ast.here_documents[at as usize];
                let word = shifted(document.body, offset);
                if self.scripts < MAX_SCRIPTS && self.found[of].reads_script() {
                    let is_read = nested(document.body.of(text), word.start, word, (of, self.scripts), self.found);
                    self.found[of].hides_script = !is_read;
                } else {
                    self.parts(&document.parts, Some((of, word)), &Context::default());
                }
            }
        }
        self.script_argument(simple, of);
    }

    /// The commands in the substitutions of a word of the command `of`.
    fn substitutions(&mut self, word: &Word, of: usize) {
        if word.parts.iter().any(|part| !matches!(part.kind, PartKind::Literal | PartKind::SingleQuoted)) {
            let context = self.found[of].context.clone();
            self.parts(&word.parts, Some((of, shifted(word.range, self.offset))), &context);
        }
    }

    /// The commands in the substitutions of a word that belongs to no simple command.
    fn stray(&mut self, word: &Word, context: &Context) {
        self.stray_parts(&word.parts, context);
    }

    fn stray_parts(&mut self, parts: &[Part], context: &Context) {
        self.parts(parts, None, context);
    }

    fn parts(&mut self, parts: &[Part], of: Option<(usize, TextRange)>, context: &Context) {
        for part in parts {
            let (body, kind) = match &part.kind {
                PartKind::Command(body) => (body, SubstitutionKind::Command),
                PartKind::Process(body) => (body, SubstitutionKind::Process),
                PartKind::DoubleQuoted(parts)
                | PartKind::Arithmetic(parts)
                | PartKind::Parameter { argument: parts, .. } => {
                    self.parts(parts, of, context);
                    continue;
                }
                PartKind::Array(words) => {
                    for word in words {
                        self.parts(&word.parts, of, context);
                    }
                    continue;
                }
                _ => continue,
            };
            let substitution = of.map(|(of, word)| Substitution { of, kind, word });
            let inner = Context { substitution, input: 0..0, output: 0..0, ..context.clone() };
            self.sequence(body, &inner);
        }
    }

    /// The commands of `sh -c '...'`, `su -c '...'` and `eval '...'`, where the word stands in the text as the shell will read it.
    fn script_argument(&mut self, simple: &shell::Simple, of: usize) {
        let Some(range) = self.found[of].script_word() else { return };
        let is_it = |word: &&Word| shifted(word.range, self.offset) == range;
        let word = simple.words.iter().find(is_it).filter(|_| self.scripts < MAX_SCRIPTS);
        let is_read = word.and_then(|word| word.verbatim(self.text)).is_some_and(|inner| {
            nested(inner.of(self.text), self.offset + inner.start, range, (of, self.scripts), self.found)
        });
        self.found[of].hides_script = !is_read;
    }
}

impl Command<'_> {
    /// Whether it is a shell that runs what it reads.
    fn reads_script(&self) -> bool {
        let is_option = |word: &Argument<'_>| word.prefix.starts_with('-') && !word.prefix.ends_with('c');
        self.is_any(&["sh", "bash", "ash", "dash", "zsh"])
            && self.arguments.iter().all(|word| is_option(word) || word.is("-s"))
    }

    /// The bytes of the word that this command runs as a script.
    fn script_word(&self) -> Option<TextRange> {
        match self.name()? {
            "eval" => match self.arguments.as_slice() {
                [only] => Some(only.range),
                _ => None,
            },
            "sh" | "bash" | "ash" | "dash" | "zsh" | "ksh" | "su" | "runuser" => {
                let is_flag = |argument: &Argument<'_>| {
                    argument.as_str().is_some_and(|text| {
                        text == "--command" || text.starts_with('-') && !text.starts_with("--") && text.ends_with('c')
                    })
                };
                let at = self.arguments.iter().position(is_flag)?;
                self.arguments.get(at + 1).map(|argument| argument.range)
            }
            _ => None,
        }
    }
}
