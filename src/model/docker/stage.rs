//! A stage of a Dockerfile, and what it inherits.

use std::ops::Range;

use super::build::Setting;
use super::{Dockerfile, Instruction, Value, Variable, expand};
use crate::model::image::{Image, ImagePlace, Reference};
use crate::source::Span;
use crate::syntax::dockerfile::{Command, Form, Text};

/// How many stages that build on one another are looked at; nobody writes so many.
pub(super) const LONGEST_CHAIN: usize = 500;

/// What is known of a stage as such.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own, and any mixture occurs")]
pub(super) struct StageData {
    /// Its instructions, FROM first.
    pub(super) instructions: Range<usize>,
    /// Whether there is a FROM: a file without one is read as a stage all the same.
    pub(super) has_from: bool,
    /// The name in lower case.
    pub(super) name: Option<String>,
    /// What FROM names.
    pub(super) image: Value,
    /// The earlier stage that it builds on.
    pub(super) parent: Option<usize>,
    /// The stage at the bottom, whose FROM names what is not in this file.
    pub(super) root: usize,
    /// Whether there is nothing below it.
    pub(super) is_scratch: bool,
    /// Whether another stage builds on it or takes files from it.
    pub(super) is_used: bool,
    /// Whether it becomes an image, or one builds on it.
    pub(super) is_shipped: bool,
    /// Whether some instruction of it looks as if it put another program in the place of `/bin/sh`.
    pub(super) may_replace_shell: bool,
    /// What holds at its end.
    pub(super) end: Setting,
}

impl StageData {
    /// A stage that begins with an instruction, which is a FROM or not.
    pub(super) fn open(at: usize, has_from: bool) -> Self {
        Self {
            instructions: at..at,
            has_from,
            name: None,
            image: Value::default(),
            parent: None,
            root: 0,
            is_scratch: false,
            is_used: false,
            is_shipped: false,
            may_replace_shell: false,
            end: Setting::default(),
        }
    }
}

/// A stage: a FROM and what follows up to the next.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'d> {
    dockerfile: &'d Dockerfile<'d>,
    index: usize,
}

impl PartialEq for Stage<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.dockerfile, other.dockerfile) && self.index == other.index
    }
}

/// What a stage builds on, or what something is copied from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Base<'d> {
    /// Nothing.
    Scratch,
    /// An earlier stage.
    Stage(Stage<'d>),
    /// An image, with its name if that is known.
    Image(Option<&'d str>),
}

impl<'d> Stage<'d> {
    pub(super) fn new(dockerfile: &'d Dockerfile<'d>, index: usize) -> Self {
        Self { dockerfile, index }
    }

    fn data(self) -> &'d StageData {
        &self.dockerfile.stages[self.index]
    }

    /// The file that it is in.
    pub fn dockerfile(self) -> &'d Dockerfile<'d> {
        self.dockerfile
    }

    /// Its number, from 0.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its name in lower case.
    pub fn name(self) -> Option<&'d str> {
        self.data().name.as_deref()
    }

    /// Its name as written after `AS`.
    pub fn name_text(self) -> Option<&'d Text<'d>> {
        match self.from().command() {
            Command::From(from) => from.alias.as_ref(),
            _ => None,
        }
    }

    /// Whether it is the last one.
    pub fn is_final(self) -> bool {
        self.index + 1 == self.dockerfile.stages.len()
    }

    /// Whether it begins with FROM: a file without one is read as a stage all the same.
    pub fn has_from(self) -> bool {
        self.data().has_from
    }

    /// Its FROM; in a file without one the first instruction.
    pub fn from(self) -> Instruction<'d> {
        self.dockerfile.instruction(self.data().instructions.start)
    }

    /// Its instructions, without FROM.
    pub fn instructions(self) -> impl DoubleEndedIterator<Item = Instruction<'d>> + ExactSizeIterator {
        let range = self.data().instructions.clone();
        (range.start + usize::from(self.data().has_from)..range.end).map(move |at| self.dockerfile.instruction(at))
    }

    /// The image that FROM names, as written.
    pub fn base_text(self) -> Option<&'d Text<'d>> {
        match self.from().command() {
            Command::From(from) => Some(&from.image),
            _ => None,
        }
    }

    /// The place of what FROM names.
    pub fn base_span(self) -> Span {
        self.base_text().map_or_else(|| self.from().keyword_span(), Text::span)
    }

    /// What it builds on.
    pub fn base(self) -> Base<'d> {
        let data = self.data();
        match (data.parent, data.image.as_str()) {
            (Some(parent), _) => Base::Stage(Self { index: parent, ..self }),
            (None, Some("scratch")) => Base::Scratch,
            (None, name) => Base::Image(name),
        }
    }

    /// The image that FROM names, unless that is an earlier stage or nothing.
    pub fn image(self) -> Option<Image<'d>> {
        match self.base() {
            Base::Image(Some(name)) => Some(Image::new(ImagePlace::From, Some(name), self.base_span(), None)),
            Base::Image(None) => Some(Image::ending(ImagePlace::From, self.data().image.end(), self.base_span(), None)),
            Base::Scratch | Base::Stage(_) => None,
        }
    }

    /// The earlier stage that it builds on.
    pub fn parent(self) -> Option<Stage<'d>> {
        self.data().parent.map(|index| Self { index, ..self })
    }

    /// It, the stage that it builds on, the one below, and so on.
    pub fn chain(self) -> impl Iterator<Item = Stage<'d>> {
        std::iter::successors(Some(self), |stage| stage.parent()).take(LONGEST_CHAIN)
    }

    /// The stage at the bottom of its chain, whose FROM names what is not in this file.
    #[must_use]
    pub fn root(self) -> Stage<'d> {
        Self { index: self.data().root, ..self }
    }

    /// The image at the bottom of its chain; `None` for scratch.
    pub fn external_image(self) -> Option<Image<'d>> {
        self.root().image()
    }

    /// The reference of the image at the bottom of its chain, if it is known.
    pub fn external_reference(self) -> Option<Reference<'d>> {
        self.external_image()?.reference()
    }

    /// Whether there is nothing below its chain.
    pub fn is_from_scratch(self) -> bool {
        self.data().is_scratch
    }

    /// Whether it builds on another stage or is copied from by one.
    pub fn is_used(self) -> bool {
        self.data().is_used
    }

    /// Whether it surely becomes an image, or one builds on it: the last stage, or one that no other uses and that says what runs.
    pub fn is_shipped(self) -> bool {
        self.data().is_shipped
    }

    /// What FROM names if the build is given no arguments: those without a value, and those that nobody declares, are empty then.
    pub fn base_without_arguments(self) -> Option<String> {
        let word = self.base_text()?.as_str();
        let from = self.from().index();
        let lookup = |name: &str| match self.dockerfile.scopes.lookup(None, from, name) {
            Variable::Unset => Variable::Set(Value::default()),
            variable => variable,
        };
        expand(word, self.dockerfile.syntax().escape, &lookup).as_str().map(str::to_owned)
    }

    /// Whether something in its chain looks as if it put another program in the place of `/bin/sh`.
    pub fn may_replace_shell(self) -> bool {
        self.chain().any(|stage| stage.data().may_replace_shell)
    }

    /// The last instruction of its chain that a test picks: what counts of USER, WORKDIR, CMD and so on. The triggers (ONBUILD) of
    /// the stages below count as they do in a build.
    pub fn last(self, picks: impl Fn(&Command<'d>) -> bool) -> Option<Instruction<'d>> {
        for stage in self.chain() {
            if let Some(found) = stage.instructions().rev().find(|instruction| picks(instruction.command())) {
                return Some(found);
            }
            if let Base::Stage(parent) = stage.base() {
                let trigger = parent.instructions().rev().find(
                    |instruction| matches!(instruction.command(), Command::Onbuild(inner) if picks(&inner.command)),
                );
                if let Some(trigger) = trigger {
                    return Some(trigger.triggered());
                }
            }
        }
        None
    }

    /// The USER that counts at its end.
    pub fn user(self) -> Option<Instruction<'d>> {
        self.last(|command| matches!(command, Command::User(_)))
    }

    /// Whether its chain surely begins as root: from nothing, or from an image that is known to run as root.
    pub fn begins_as_root(self) -> bool {
        self.is_from_scratch() || self.external_image().is_some_and(Image::is_surely_root)
    }

    /// The CMD or ENTRYPOINT that says what runs, if its chain has one.
    pub fn start(self) -> Option<Instruction<'d>> {
        self.last(|command| matches!(command, Command::Cmd(_) | Command::Entrypoint(_)))
    }

    /// Whether it is meant for work on the program and not for running it, by its name.
    pub fn is_for_development(self) -> bool {
        self.name().is_some_and(|name| {
            name.split(['-', '_', '.'])
                .any(|word| matches!(word, "dev" | "develop" | "development" | "devcontainer" | "test" | "tests"))
        })
    }

    /// Whether what it starts is only an interpreter or a shell to type into: it is a base for others.
    pub fn is_interactive(self) -> bool {
        const PROGRAMS: [&str; 16] = [
            "bash", "sh", "ash", "zsh", "python", "python2", "python3", "pypy", "pypy3", "node", "irb", "jshell",
            "iex", "erl", "ghci", "julia",
        ];
        let Some(Command::Cmd(form) | Command::Entrypoint(form)) = self.start().map(Instruction::command) else {
            return false;
        };
        let words: Vec<&str> = match form {
            Form::Exec(words) => words.iter().map(Text::as_str).collect(),
            Form::Shell(text) | Form::Interpreted(text) => text.as_str().split_whitespace().collect(),
        };
        let [program, options @ ..] = words.as_slice() else { return false };
        // A shell that is told nothing but to read its profile waits for somebody to type, too.
        let is_profile =
            |word: &&str| matches!(*word, "-l" | "-i" | "-il" | "-li" | "--login" | "--rcfile" | "/etc/profile");
        let program = program.rsplit('/').next().unwrap_or_default();
        PROGRAMS.contains(&program) && (options.is_empty() || program.ends_with("sh") && options.iter().all(is_profile))
    }

    /// Whether something in its chain may start the program as another user than the image's: `gosu` and its kin, or a script as the
    /// entry point where a user was added.
    pub fn changes_user_at_start(self) -> bool {
        const PROGRAMS: [&str; 9] =
            ["gosu", "su-exec", "setpriv", "s6-overlay", "s6-setuidgid", "runuser", "chpst", "fixuid", "supervisord"];
        let entry = self.last(|command| matches!(command, Command::Entrypoint(_)));
        let starts_script = entry.is_some_and(|entry| entry.syntax().arguments.as_str().contains(".sh"));
        self.chain().flat_map(Stage::instructions).any(|instruction| {
            let text = instruction.syntax().arguments.as_str();
            let copied =
                instruction.syntax().flag("from").and_then(|flag| flag.value.as_ref()).map_or("", Text::as_str);
            let adds_user = text.contains("useradd") || text.contains("adduser");
            let drops = starts_script && adds_user && matches!(instruction.command(), Command::Run(_));
            drops || PROGRAMS.iter().any(|program| text.contains(program) || copied.contains(program))
        })
    }

    /// Whether a FROM of its chain says which platform it is for, as one does that only builds for others.
    pub fn names_platform(self) -> bool {
        self.chain().any(|stage| stage.from().syntax().flag("platform").is_some())
    }

    /// Whether its base is an image of Windows: then there are other users, shells and paths.
    pub fn is_windows(self) -> bool {
        let dockerfile = self.dockerfile.syntax();
        let name = match self.external_image() {
            Some(image) => image.text().unwrap_or_else(|| self.root().data().image.end()),
            None => "",
        };
        let platform = self.root().from().syntax().flag("platform").and_then(|flag| flag.value.as_ref());
        dockerfile.escape == '`'
            || ["windows", "nanoserver", "servercore", "dotnet/framework/"].iter().any(|word| name.contains(word))
            || platform.is_some_and(|platform| platform.as_str().starts_with("windows"))
    }
}
