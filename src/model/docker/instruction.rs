//! An instruction, and what holds where it stands.

use super::run::script_of;
use super::{Base, Dockerfile, Mount, Stage, Value, Variable};
use crate::model::command;
use crate::source::Span;
use crate::syntax::dockerfile::{self as syntax, Command, Copy, Pair, Text};

/// An instruction of a Dockerfile.
#[derive(Clone, Copy, Debug)]
pub struct Instruction<'d> {
    dockerfile: &'d Dockerfile<'d>,
    syntax: &'d syntax::Instruction<'d>,
    at: usize,
    stage: Option<usize>,
}

/// A COPY or ADD of one thing without flags, as a fix can write it anew.
#[derive(Clone, Copy, Debug)]
pub struct PlainCopy<'d> {
    /// What is copied.
    pub source: &'d Text<'d>,
    /// Where to.
    pub destination: &'d Text<'d>,
}

impl<'d> Instruction<'d> {
    pub(super) fn new(dockerfile: &'d Dockerfile<'d>, at: usize, stage: Option<usize>) -> Self {
        Self { dockerfile, syntax: &dockerfile.syntax().instructions[at], at, stage }
    }

    /// The parsed instruction.
    pub fn syntax(self) -> &'d syntax::Instruction<'d> {
        self.syntax
    }

    /// What it does.
    pub fn command(self) -> &'d Command<'d> {
        &self.syntax.command
    }

    /// All its lines.
    pub fn span(self) -> Span {
        self.syntax.span
    }

    /// The keyword's place.
    pub fn keyword_span(self) -> Span {
        self.syntax.keyword.span()
    }

    /// The file that it is in.
    pub fn dockerfile(self) -> &'d Dockerfile<'d> {
        self.dockerfile
    }

    /// The stage that it is in; `None` before the first FROM.
    pub fn stage(self) -> Option<Stage<'d>> {
        self.stage.map(|index| Stage::new(self.dockerfile, index))
    }

    /// Its place among all instructions of the file, from 0.
    pub fn index(self) -> usize {
        self.at
    }

    /// For ONBUILD: the instruction that it triggers, in the same place.
    #[must_use]
    pub fn triggered(self) -> Self {
        match self.command() {
            Command::Onbuild(inner) => Self { syntax: inner, ..self },
            _ => self,
        }
    }

    /// What a word of it comes to: quotes and escapes gone, variables expanded. An argument of the build has its default.
    pub fn evaluate(self, word: &Text<'_>) -> Value {
        self.dockerfile.expand(self.scope(), self.at, word.as_str())
    }

    /// The variables that ARG and ENV declare before it, in its stage and those that this builds on, in no order.
    pub fn declared_variables(self) -> impl Iterator<Item = &'d str> {
        self.dockerfile.scopes.declared(self.scope(), self.at)
    }

    /// Whether ARG or ENV declares a variable before it.
    pub fn declares(self, name: &str) -> bool {
        self.declared_variables().any(|declared| declared == name)
    }

    /// What it assigns itself, if it is ARG or ENV: names, and the values that are given.
    pub fn assignments(self) -> &'d [Pair<'d>] {
        match self.command() {
            Command::Arg(pairs) | Command::Env(pairs) => pairs,
            _ => &[],
        }
    }

    /// What a variable holds here.
    pub fn variable(self, name: &str) -> Variable {
        self.dockerfile.scopes.lookup(self.scope(), self.at, name)
    }

    /// Whether a variable surely holds this value here.
    pub fn is_set_to(self, name: &str, value: &str) -> bool {
        matches!(self.variable(name), Variable::Set(set) if set.as_str() == Some(value))
    }

    /// Whether ARG or ENV names a variable before it, in its stage and those below.
    pub fn is_declared(self, name: &str) -> bool {
        self.stage.is_some_and(|stage| self.dockerfile.scopes.binding(stage, self.at, name).is_some())
    }

    /// Whether ENV sets a variable before it, in its stage and those below.
    pub fn is_environment(self, name: &str) -> bool {
        self.stage.is_some_and(|stage| self.dockerfile.scopes.environment(stage, self.at, name).is_some())
    }

    /// FROM sees only what is declared before the first stage.
    fn scope(self) -> Option<usize> {
        if matches!(self.command(), Command::From(_)) { None } else { self.stage }
    }

    /// Whether it is CMD or ENTRYPOINT, which say what a container runs.
    pub fn is_start(self) -> bool {
        matches!(self.command(), Command::Cmd(_) | Command::Entrypoint(_))
    }

    /// The sources and destination of COPY or ADD.
    pub fn copy(self) -> Option<&'d Copy<'d>> {
        match self.command() {
            Command::Copy(copy) | Command::Add(copy) => Some(copy),
            _ => None,
        }
    }

    /// What COPY or ADD copies, if it is one thing, in the form of words and without flags.
    pub fn plain_copy(self) -> Option<PlainCopy<'d>> {
        let copy = self.copy().filter(|copy| !copy.is_json && self.syntax.flags.is_empty())?;
        let [source] = copy.sources.as_slice() else { return None };
        Some(PlainCopy { source, destination: &copy.destination })
    }

    /// Whether it has the same flags as another one, with the same values in the same order.
    pub fn has_flags_of(self, other: Instruction<'_>) -> bool {
        fn written<'f>(flag: &'f syntax::Flag<'_>) -> (&'f str, Option<&'f str>) {
            (flag.name.as_str(), flag.value.as_ref().map(Text::as_str))
        }
        self.syntax.flags.iter().map(written).eq(other.syntax.flags.iter().map(written))
    }

    /// The sources of ADD (or of one that ONBUILD triggers) where no checksum says what they have to contain.
    pub fn added_unchecked(self) -> &'d [Text<'d>] {
        let syntax = self.triggered().syntax;
        match &syntax.command {
            Command::Add(copy) if syntax.flag("checksum").is_none() => &copy.sources,
            _ => &[],
        }
    }

    /// The stage or image that COPY takes files from instead of the context: the flag's value.
    pub fn copied_from(self) -> Option<&'d Text<'d>> {
        match self.command() {
            Command::Copy(_) => self.syntax.flag("from")?.value.as_ref(),
            _ => None,
        }
    }

    /// The mounts of RUN.
    pub fn mounts(self) -> impl Iterator<Item = Mount<'d>> {
        let is_run = matches!(self.triggered().command(), Command::Run(_));
        let flags = self.syntax.flags("mount").filter(move |_| is_run);
        flags.filter_map(|flag| flag.value.as_ref()).map(|options| Mount { options })
    }

    /// The script of RUN (or of one that ONBUILD triggers), or in JSON form what a shell would have to read; `None` for another
    /// interpreter, and under a shell that is not of the Bourne family.
    pub fn script(self) -> Option<&'d Text<'d>> {
        let is_run = matches!(self.triggered().command(), Command::Run(_));
        script_of(self.syntax).filter(|_| is_run && self.is_for_bourne_shell())
    }

    /// Whether a shell of the Bourne family runs the commands that stand here.
    pub(super) fn is_for_bourne_shell(self) -> bool {
        match self.shell_name() {
            Some(name) => matches!(name, "sh" | "bash" | "ash" | "dash" | "busybox" | "zsh" | "ksh"),
            None => self.stage().is_none_or(|stage| !stage.is_windows()),
        }
    }

    /// The program that a comment or SHELL names, as it is written.
    pub fn shell_program(self) -> Option<&'d str> {
        let named = self.dockerfile.named_shell_at(self.at);
        named.or_else(|| self.shell()?.first().map(Text::as_str))
    }

    /// The program that a comment or SHELL names, without its folder.
    pub fn shell_name(self) -> Option<&'d str> {
        if let Some(named) = self.dockerfile.named_shell_at(self.at) {
            return named.rsplit(['/', '\\']).next();
        }
        let mut names = self.shell()?.iter().map(|word| word.as_str().rsplit(['/', '\\']).next().unwrap_or_default());
        let first = names.next()?;
        // `SHELL ["/usr/bin/env", "bash", "-c"]`: the program that it looks for.
        if first == "env" { names.find(|word| !word.starts_with('-')) } else { Some(first) }
    }

    /// Whether a place in it can be edited as if it were text for a shell: of what is written in JSON form, all or nothing.
    pub fn takes(self, place: Span) -> bool {
        let words = self.triggered().syntax().arguments.span();
        self.triggered().syntax().command_line.is_none() || place.start <= words.start || words.end <= place.end
    }

    /// The commands of RUN, or of one that ONBUILD triggers.
    pub fn commands(self) -> &'d [command::Command<'d>] {
        if matches!(self.triggered().command(), Command::Run(_)) { &self.dockerfile.commands[self.at] } else { &[] }
    }

    /// The commands that a container runs: those of CMD, ENTRYPOINT or HEALTHCHECK, and the text that their places are in.
    pub fn started(self) -> Option<(&'d [command::Command<'d>], &'d Text<'d>)> {
        let is_started = matches!(self.command(), Command::Cmd(_) | Command::Entrypoint(_) | Command::Healthcheck(_));
        let text = script_of(self.syntax).filter(|_| is_started && self.is_for_bourne_shell())?;
        Some((&self.dockerfile.commands[self.at], text))
    }

    /// The names of the stages and images that it takes files from, and where they stand.
    pub fn source_names(self) -> impl Iterator<Item = (&'d str, Span)> {
        let copied = self.copied_from().map(|name| (name.as_str(), name.span()));
        let mounted = self.mounts().filter_map(|mount| {
            let range = mount.find(&["from"])?;
            Some((&mount.options.as_str()[range.clone()], mount.options.span_of(range)))
        });
        copied.into_iter().chain(mounted)
    }

    /// The stages and images that it takes files from.
    pub fn sources(self) -> impl Iterator<Item = Base<'d>> {
        self.source_names().filter_map(move |(name, _)| self.dockerfile.source(name, self.stage()?))
    }

    /// The SHELL that runs the commands of this instruction; `None` is the default of the platform.
    pub fn shell(self) -> Option<&'d [Text<'d>]> {
        match &self.dockerfile.shell_at(self.at)?.command {
            Command::Shell(words) => Some(words.as_slice()),
            _ => None,
        }
    }
}
