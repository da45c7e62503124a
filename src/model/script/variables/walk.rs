//! The walk over a script that finds its variables.

use super::{Environment, Position, Setting, Use, Variables, is_name, names};
use crate::syntax::shell::{
    AndOr, Ast, Command, CommandKind, Part, PartKind, Pipeline, Sequence, Simple, TextRange, Word,
};

pub(super) fn walk<'t>(ast: &Ast, text: &'t str) -> Variables<'t> {
    let whole = Environment { parent: 0, range: TextRange::new(0, text.len()), is_piped: false };
    let found = Variables { environments: vec![whole], ..Variables::default() };
    let mut walk = Walk { ast, text, environment: 0, in_function: false, found };
    walk.sequence(&ast.body);
    walk.found.sort();
    walk.found
}

struct Walk<'a, 't> {
    ast: &'a Ast,
    text: &'t str,
    environment: usize,
    in_function: bool,
    found: Variables<'t>,
}

/// Where the parts of a word stand.
#[derive(Clone, Copy)]
struct Place {
    word: TextRange,
    position: Position,
    is_quoted: bool,
}

impl Walk<'_, '_> {
    /// Walks through what runs in a process of its own.
    fn apart(&mut self, range: TextRange, is_piped: bool, walk: impl FnOnce(&mut Self)) {
        let parent = self.environment;
        self.environment = self.found.environments.len();
        self.found.environments.push(Environment { parent, range, is_piped });
        walk(self);
        self.environment = parent;
    }

    fn sequence(&mut self, sequence: &Sequence) {
        for item in &sequence.items {
            if item.background {
                self.apart(item.chain.first.range, false, |walk| walk.chain(&item.chain));
            } else {
                self.chain(&item.chain);
            }
        }
    }

    fn chain(&mut self, chain: &AndOr) {
        self.pipeline(&chain.first);
        for (_, pipeline) in &chain.rest {
            self.pipeline(pipeline);
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        match &*pipeline.stages {
            [only] => self.command(only),
            stages => {
                for stage in stages {
                    self.apart(stage.range, true, |walk| walk.command(stage));
                }
            }
        }
    }

    fn command(&mut self, command: &Command) {
        match &command.kind {
            CommandKind::Simple(simple) => self.simple(simple),
            CommandKind::Subshell(body) => self.apart(command.range, false, |walk| walk.sequence(body)),
            CommandKind::Group(body) => self.sequence(body),
            CommandKind::If { branches, otherwise } => {
                for (test, body) in branches {
                    self.sequence(test);
                    self.sequence(body);
                }
                if let Some(body) = otherwise {
                    self.sequence(body);
                }
            }
            CommandKind::Loop { condition, body, .. } => {
                self.sequence(condition);
                self.sequence(body);
            }
            CommandKind::For { variable, words, body, .. } => {
                self.words(words.iter().flatten(), Position::List);
                self.set(*variable, None, false);
                self.found.settings.last_mut().into_iter().for_each(|setting| setting.is_plain = true);
                self.sequence(body);
            }
            CommandKind::ArithmeticFor { header, body } => {
                self.parts(header, Place { word: command.range, position: Position::Whole, is_quoted: true });
                let end = body.items.first().map_or(command.range.end, |item| item.chain.first.range.start);
                self.set_all(TextRange { end, ..command.range });
                self.sequence(body);
            }
            CommandKind::Case { word, arms } => {
                self.word(word, Position::Whole);
                for arm in arms {
                    self.words(&arm.patterns, Position::Whole);
                    self.sequence(&arm.body);
                }
            }
            CommandKind::Function { body, .. } => {
                let outer = std::mem::replace(&mut self.in_function, true);
                self.command(body);
                self.in_function = outer;
            }
            CommandKind::Test(words) => self.words(words, Position::Whole),
            CommandKind::Arithmetic(parts) => {
                self.found.arithmetic.push(command.range);
                self.parts(parts, Place { word: command.range, position: Position::Whole, is_quoted: true });
                self.set_all(command.range);
            }
        }
        if !command.redirects.is_empty() && !matches!(command.kind, CommandKind::Simple(_)) {
            self.found.redirected.push(command.range);
        }
        for redirect in &command.redirects {
            self.word(&redirect.target, Position::Redirection);
            if let Some(at) = redirect.here_document {
                let document = &self.ast.here_documents[at as usize];
                let place = Place { word: document.body, position: Position::Whole, is_quoted: true };
                self.parts(&document.parts, place);
            }
        }
    }

    fn set(&mut self, range: TextRange, value: Option<String>, is_for_command: bool) {
        let name = range.of(self.text);
        if is_name(name) {
            let (environment, in_function) = (self.environment, self.in_function);
            let (is_assignment, is_plain) = (false, false);
            let setting =
                Setting { name, range, environment, value, is_for_command, in_function, is_assignment, is_plain };
            self.found.settings.push(setting);
        }
    }

    /// Takes all names in an expression for set: which of them are is not worked out.
    fn set_all(&mut self, range: TextRange) {
        for name in names(self.text, range) {
            self.set(TextRange::new(name.start, name.end), None, false);
        }
    }

    fn simple(&mut self, simple: &Simple) {
        for assignment in &simple.assignments {
            self.word(&assignment.value, Position::Assignment);
            let value = assignment.value.literal(self.text).map(Into::into);
            self.set(assignment.name, value, !simple.words.is_empty());
            if let Some(setting) = self.found.settings.last_mut() {
                (setting.is_assignment, setting.is_plain) = (true, simple.words.is_empty());
            }
        }
        let Some((program, arguments)) = simple.words.split_first() else { return };
        let name = program.literal(self.text);
        self.word(program, Position::Argument);
        let declares = matches!(name.as_deref(), Some("export" | "local" | "readonly" | "declare" | "typeset" | "env"));
        for word in arguments {
            let before = self.found.settings.len();
            let is_assignment = declares && self.declared(word);
            if matches!(name.as_deref(), Some("local" | "readonly")) {
                self.found.settings[before..].iter_mut().for_each(|setting| setting.is_plain = true);
            }
            self.word(word, if is_assignment { Position::Assignment } else { Position::Argument });
        }
        let names: &[Word] = match name.as_deref() {
            Some("read" | "mapfile" | "readarray" | "let" | "unset") => arguments,
            Some("getopts") => arguments.get(1..).unwrap_or_default(),
            Some("printf") if arguments.first().is_some_and(|word| word.range.of(self.text) == "-v") => &arguments[1..],
            Some("." | "source" | "eval" | "shopt" | "alias") => {
                self.found.is_open = true;
                return;
            }
            Some("builtin" | "command") => {
                self.found.is_open |=
                    arguments.iter().any(|word| matches!(word.range.of(self.text), "eval" | "source" | "."));
                return;
            }
            None => {
                // A program whose name is put together may be any of these.
                self.found.is_open = true;
                return;
            }
            _ => return,
        };
        if names.is_empty() && name.as_deref() == Some("read") {
            self.found.is_open = true;
        }
        for word in names {
            let before = self.found.settings.len();
            self.set_all(word.range);
            if name.as_deref() == Some("read") && is_name(word.range.of(self.text)) {
                self.found.settings[before..].iter_mut().for_each(|setting| setting.is_plain = true);
            }
        }
    }

    /// Notes what a word of `export` and the like sets or declares; whether it is an assignment.
    fn declared(&mut self, word: &Word) -> bool {
        let written = word.range.of(self.text);
        let (name, value) = written.split_once('=').map_or((written, None), |(name, value)| (name, Some(value)));
        let name = name.trim_end_matches('+');
        if !is_name(name) {
            return false;
        }
        let start = word.range.start as usize;
        let literal = word.literal(self.text).and_then(|text| Some(text.split_once('=')?.1.to_owned()));
        self.set(TextRange::new(start, start + name.len()), literal, false);
        value.is_some()
    }

    fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w Word>, position: Position) {
        words.into_iter().for_each(|word| self.word(word, position));
    }

    fn word(&mut self, word: &Word, position: Position) {
        self.parts(&word.parts, Place { word: word.range, position, is_quoted: false });
    }

    fn parts(&mut self, parts: &[Part], place: Place) {
        for part in parts {
            match &part.kind {
                PartKind::DoubleQuoted(parts) => self.parts(parts, Place { is_quoted: true, ..place }),
                PartKind::Arithmetic(parts) => {
                    self.found.arithmetic.push(part.range);
                    self.parts(parts, Place { position: Position::Whole, is_quoted: true, ..place });
                    if part.range.of(self.text).contains('=') || part.range.of(self.text).contains("++") {
                        self.set_all(part.range);
                    }
                }
                PartKind::Command(body) | PartKind::Process(body) => {
                    self.apart(part.range, false, |walk| walk.sequence(body));
                }
                PartKind::Array(words) => self.words(words, Position::List),
                PartKind::Parameter { name, operator, argument } => {
                    self.parameter(part.range, *name, *operator, place);
                    self.parts(argument, place);
                }
                _ => {}
            }
        }
    }

    fn parameter(&mut self, range: TextRange, name: TextRange, operator: TextRange, place: Place) {
        let (text, written) = (self.text, range.of(self.text));
        let used = Use {
            name: name.of(text),
            range,
            word: place.word,
            is_quoted: place.is_quoted,
            operator: operator.of(text),
            is_indirect: written.starts_with("${") && name.start > range.start + 2,
            position: place.position,
            environment: self.environment,
            in_function: self.in_function,
        };
        if used.operator.trim_start_matches(':').starts_with('=') {
            self.set(name, None, false);
        }
        self.found.uses.push(used);
    }
}
