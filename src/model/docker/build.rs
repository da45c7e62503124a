//! A Dockerfile with its stages told apart.

use rustc_hash::FxHashMap;

use super::before::{Exports, Memory, Words};
use super::files::join;
use super::mentions::Mentions;
use super::named_shell::{self, NamedShell};
use super::scope::Scopes;
use super::stage::{Base, Stage, StageData};
use super::users::Accounts;
use super::{Instruction, Value, Variable, expand, run};
use crate::model::command;
use crate::source::FileId;
use crate::spelling;
use crate::syntax::dockerfile::{self as syntax, Command, Pair, is_stage_name};

/// The longest path that Linux knows, in bytes (`PATH_MAX`).
const LONGEST_PATH: usize = 4096;

/// What holds from an instruction on, and comes down to the stages that build on its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    /// The SHELL instruction that counts.
    shell: Option<usize>,
    /// The comment that names another shell, if it stands behind that.
    named_shell: Option<usize>,
    /// The working directory.
    workdir: usize,
    /// The last instruction before that copies from the context.
    copy: Option<usize>,
}

/// Whether an instruction looks as if it put another program in the place of `/bin/sh`.
fn may_replace_shell(text: &str) -> bool {
    text.contains("bin/sh") && text.contains("bash") || text.contains("dash/sh") || text.contains("reconfigure dash")
}

/// A Dockerfile.
#[derive(Debug)]
pub struct Dockerfile<'d> {
    syntax: &'d syntax::Dockerfile<'d>,
    pub(super) stages: Vec<StageData>,
    pub(super) scopes: Scopes,
    /// The stage of each instruction.
    stage_of: Vec<Option<usize>>,
    /// What holds for each instruction.
    settings: Vec<Setting>,
    /// The working directories that settings refer to: absolute, or relative to the base image's. `None` cannot be known.
    workdirs: Vec<Option<String>>,
    /// The shells that comments name.
    named_shells: Vec<NamedShell<'d>>,
    /// The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, for each instruction.
    pub(super) commands: Vec<Vec<command::Command<'d>>>,
    /// The stages of each name, in lower case.
    names: FxHashMap<String, Vec<usize>>,
    /// What was asked about what stands before instructions.
    pub(super) memory: Memory,
    /// The words of its scripts.
    pub(super) words: Words,
    /// Which instructions name what.
    pub(super) mentions: Mentions,
    /// The variables that its scripts set.
    pub(super) exports: Exports,
    /// The users and groups that RUN instructions create.
    pub(super) accounts: Accounts,
}

impl<'d> Dockerfile<'d> {
    /// Tells the stages of a Dockerfile apart and evaluates what they build on.
    pub fn new(syntax: &'d syntax::Dockerfile<'d>) -> Self {
        let mut dockerfile = Self {
            syntax,
            stages: Vec::new(),
            scopes: Scopes::default(),
            stage_of: Vec::new(),
            settings: Vec::new(),
            workdirs: vec![Some(String::new())],
            named_shells: named_shell::read(syntax),
            commands: Vec::new(),
            names: FxHashMap::default(),
            memory: Memory::default(),
            words: Words::default(),
            mentions: Mentions::default(),
            exports: Exports::default(),
            accounts: Accounts::default(),
        };
        let mut setting = Setting::default();
        let is_from = |instruction: &syntax::Instruction<'_>| matches!(instruction.command, Command::From(_));
        let is_fragment = !syntax.instructions.iter().any(is_from);
        // What a comment above the first FROM names holds for all stages.
        let mut named_at_top = None;
        let mut comments = 0;
        for (at, instruction) in syntax.instructions.iter().enumerate() {
            let before = dockerfile.named_shells.partition_point(|named| named.start < instruction.span.start);
            let named = before.checked_sub(1).filter(|last| *last >= comments);
            comments = before;
            setting.named_shell = named.or(setting.named_shell);
            if let Command::From(from) = &instruction.command {
                if dockerfile.stages.is_empty() {
                    named_at_top = setting.named_shell;
                }
                setting = dockerfile.open_stage(at, from);
                let inherited =
                    if setting.shell.is_some() { setting.named_shell } else { setting.named_shell.or(named_at_top) };
                setting.named_shell = named.or(inherited);
            } else if is_fragment && dockerfile.stages.is_empty() && !matches!(instruction.command, Command::Arg(_)) {
                // A file without a FROM, which is refused, is read as if its base were not known.
                dockerfile.open_fragment(at);
            }
            let stage = dockerfile.stages.len().checked_sub(1);
            dockerfile.stage_of.push(stage);
            dockerfile.settings.push(setting);
            dockerfile.scopes.note(stage, at, instruction, syntax.escape);
            match &instruction.command {
                Command::Shell(_) => (setting.shell, setting.named_shell) = (Some(at), None),
                Command::Workdir(folder) => setting.workdir = dockerfile.enter(at, folder.as_str()),
                Command::Add(_) => setting.copy = Some(at),
                Command::Copy(_) if instruction.flag("from").is_none() => setting.copy = Some(at),
                _ => {}
            }
            if let Some(stage) = dockerfile.stages.last_mut() {
                stage.end = setting;
                stage.may_replace_shell |= may_replace_shell(instruction.arguments.as_str());
            }
        }
        let end = syntax.instructions.len();
        if let Some(last) = dockerfile.stages.last_mut() {
            last.instructions.end = end;
        }
        dockerfile.mark_used();
        dockerfile.mark_shipped();
        dockerfile.commands = dockerfile.read_scripts();
        dockerfile
    }

    /// The commands of each instruction: every rule about RUN asks for those of RUN.
    fn read_scripts(&self) -> Vec<Vec<command::Command<'d>>> {
        let instructions = self.instructions().zip(&self.syntax.instructions);
        let scripts = instructions.map(|(instruction, syntax)| {
            let text = run::script_of(syntax).filter(|_| instruction.is_for_bourne_shell())?;
            Some(run::commands_of(text, run::is_for_bash(syntax, instruction.shell_name())))
        });
        scripts.map(Option::unwrap_or_default).collect()
    }

    /// Notes which stages others build on or take files from.
    fn mark_used(&mut self) {
        let mut used: Vec<usize> = self.stages.iter().filter_map(|stage| stage.parent).collect();
        for instruction in self.instructions() {
            used.extend(instruction.sources().filter_map(|source| match source {
                Base::Stage(stage) => Some(stage.index()),
                _ => None,
            }));
        }
        for index in used {
            self.stages[index].is_used = true;
        }
    }

    /// Notes which stages become images, with those that they build on: the last one, and each that no other uses and that says what
    /// runs, so that it can only be meant as the target of a build of its own.
    fn mark_shipped(&mut self) {
        let is_start =
            |instruction: Instruction<'_>| matches!(instruction.command(), Command::Cmd(_) | Command::Entrypoint(_));
        let is_image = |stage: &Stage<'_>| {
            let is_target = !stage.is_used() && !stage.is_for_development() && stage.instructions().any(is_start);
            stage.is_final() || is_target
        };
        let images: Vec<usize> = self.stages().filter(is_image).map(Stage::index).collect();
        for image in images {
            let mut next = Some(image);
            while let Some(stage) = next.map(|index| &mut self.stages[index]).filter(|stage| !stage.is_shipped) {
                stage.is_shipped = true;
                next = stage.parent;
            }
        }
    }

    /// The last stage of a name, in any case, before the stage of this number.
    fn named(&self, name: &str, before: usize) -> Option<usize> {
        let indices = self.names.get(&name.to_ascii_lowercase())?;
        let count = indices.partition_point(|index| *index < before);
        count.checked_sub(1).map(|at| indices[at])
    }

    /// Notes the working directory that an instruction changes to, and says which one it is.
    fn enter(&mut self, at: usize, folder: &str) -> usize {
        let before = self.workdirs[self.settings[at].workdir].as_deref();
        let folder = self.expand(self.stage_of[at], at, folder);
        let folder = folder.as_str().and_then(|folder| match before {
            _ if folder.starts_with('/') => Some(join("", folder)),
            Some(before) => Some(join(before, folder)),
            None => None,
        });
        self.workdirs.push(folder.filter(|folder| folder.len() <= LONGEST_PATH));
        self.workdirs.len() - 1
    }

    /// The SHELL instruction that counts for an instruction.
    pub(super) fn shell_at(&self, at: usize) -> Option<&'d syntax::Instruction<'d>> {
        self.settings[at].shell.map(|at| &self.syntax.instructions[at])
    }

    /// The shell that a comment names for an instruction.
    pub(super) fn named_shell_at(&self, at: usize) -> Option<&'d str> {
        self.settings[at].named_shell.map(|at| self.named_shells[at].program)
    }

    /// The last instruction before another one, in its stage and those below, that copies from the context.
    pub(super) fn copy_before(&self, at: usize) -> Option<usize> {
        self.settings[at].copy
    }

    /// The working directory of an instruction.
    pub(super) fn workdir_at(&self, at: usize) -> Option<&str> {
        self.workdirs[self.settings[at].workdir].as_deref()
    }

    fn open_stage(&mut self, at: usize, from: &syntax::From<'_>) -> Setting {
        if let Some(before) = self.stages.last_mut() {
            before.instructions.end = at;
        }
        let image = self.scopes.expand(None, usize::MAX, from.image.as_str(), self.syntax.escape);
        // FROM compares with names in lower case and does not change its own.
        let is_lower = |name: &&str| !name.bytes().any(|byte| byte.is_ascii_uppercase());
        let index = self.stages.len();
        let parent = image.as_str().filter(is_lower).and_then(|name| self.named(name, index));
        let root = parent.map_or(index, |parent| self.stages[parent].root);
        let is_scratch = match parent {
            Some(parent) => self.stages[parent].is_scratch,
            None => image.as_str() == Some("scratch"),
        };
        self.scopes.open_stage(parent, is_scratch);
        let name = from.alias.as_ref().map(|name| name.as_str().to_ascii_lowercase());
        if let Some(name) = &name {
            self.names.entry(name.clone()).or_default().push(index);
        }
        self.stages.push(StageData { name, image, parent, root, is_scratch, ..StageData::open(at, true) });
        parent.map_or_else(Setting::default, |parent| self.stages[parent].end)
    }

    /// Begins the one stage of a file that has no FROM.
    fn open_fragment(&mut self, at: usize) {
        self.scopes.open_stage(None, false);
        self.stages.push(StageData { image: Value::unknown(), ..StageData::open(at, false) });
    }

    /// The parsed file.
    pub fn syntax(&self) -> &'d syntax::Dockerfile<'d> {
        self.syntax
    }

    /// The file.
    pub fn file(&self) -> FileId {
        self.syntax.file
    }

    /// All instructions.
    pub fn instructions(&self) -> impl ExactSizeIterator<Item = Instruction<'_>> {
        (0..self.syntax.instructions.len()).map(|at| self.instruction(at))
    }

    /// The instruction of this index; there has to be one.
    pub fn instruction(&self, at: usize) -> Instruction<'_> {
        Instruction::new(self, at, self.stage_of[at])
    }

    /// The stages in their order.
    pub fn stages(&self) -> impl DoubleEndedIterator<Item = Stage<'_>> + ExactSizeIterator {
        (0..self.stages.len()).map(|index| Stage::new(self, index))
    }

    /// For each stage the index of the last instruction that a test picks, in it or in a stage that builds on it: 0 if there is none.
    pub fn last_built_on(&self, picks: impl Fn(Instruction<'_>) -> bool) -> Vec<usize> {
        let last = |stage: Stage<'_>| stage.instructions().rev().find(|it| picks(*it)).map_or(0, Instruction::index);
        let mut found: Vec<usize> = self.stages().map(last).collect();
        for stage in self.stages() {
            let own = found[stage.index()];
            for below in stage.chain().skip(1).filter(|_| own > 0) {
                found[below.index()] = found[below.index()].max(own);
            }
        }
        found
    }

    /// Whether there is a FROM: a file without one is a part of others.
    pub fn has_from(&self) -> bool {
        self.stages.first().is_some_and(|stage| stage.has_from)
    }

    /// The stage that is built if none is named: the last one.
    pub fn final_stage(&self) -> Option<Stage<'_>> {
        self.stages().next_back()
    }

    /// The stage of this name, in any case, or of this number: what `--target` and Compose's `target:` name.
    pub fn target(&self, name: &str) -> Option<Stage<'_>> {
        let index = self.named(name, self.stages.len()).or_else(|| name.parse().ok())?;
        (index < self.stages.len()).then(|| Stage::new(self, index))
    }

    /// What `COPY --from` or a mount's `from` names: an earlier stage, by name or number, or an image. Variables are not expanded
    /// there, so a name with one is unknown.
    pub fn source(&self, name: &str, from: Stage<'_>) -> Option<Base<'_>> {
        if name.contains('$') || name.is_empty() {
            return None;
        }
        match self.named(name, from.index()).or_else(|| name.parse().ok()) {
            Some(index) => (index < from.index()).then(|| Base::Stage(Stage::new(self, index))),
            None if self.target(name).is_some() => None,
            None => Some(Base::Image(None)),
        }
    }

    /// The name of the stage before another one that is nearest to what is written, if one is near enough to be meant.
    pub fn nearest_stage(&self, written: &str, before: Stage<'_>) -> Option<&str> {
        let names = self.stages[..before.index()].iter().filter_map(|stage| stage.name.as_deref());
        spelling::nearest(written, names.filter(|name| is_stage_name(name)))
    }

    /// The declarations of arguments before the first FROM, which are the only ones that FROM sees.
    pub fn global_arguments(&self) -> impl Iterator<Item = &'d Pair<'d>> {
        let global = self.syntax.instructions.iter().zip(&self.stage_of).take_while(|(_, stage)| stage.is_none());
        let pairs = global.filter_map(|(instruction, _)| match &instruction.command {
            Command::Arg(pairs) => Some(pairs),
            _ => None,
        });
        pairs.flatten()
    }

    /// The declaration of an argument before the first FROM: the last of this name.
    pub fn global_argument(&self, name: &str) -> Option<&'d Pair<'d>> {
        self.global_arguments().filter(|pair| pair.name == *name).last()
    }

    /// What FROM names if the build is given no arguments: those without a default are empty.
    pub fn base_by_default(&self, base: &str) -> Value {
        expand(base, self.syntax.escape, &|name| match self.scopes.lookup(None, usize::MAX, name) {
            Variable::Unset => Variable::Set(Value::known("")),
            other => other,
        })
    }

    /// A word of an instruction with its variables expanded; an argument that may be given to the build has its default.
    pub(super) fn expand(&self, stage: Option<usize>, at: usize, word: &str) -> Value {
        self.scopes.expand(stage, at, word, self.syntax.escape)
    }
}
