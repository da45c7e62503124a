//! RUN: the commands that a shell runs while the image is built, and what stood before them.

use super::{Instruction, Mount, Stage, Test, Variable, form, program_name};
use crate::model::command::{self, Command};
use crate::model::distribution::{self, Distribution};
use crate::model::packages::Manager;
use crate::source::Span;
use crate::syntax::dockerfile::{self as syntax, Form, Text};
use crate::syntax::shell::{self, Dialect, TextRange};

/// A RUN whose commands are known: a script that a shell of the Bourne family reads, or words in JSON form. It may be what ONBUILD
/// triggers.
#[derive(Clone, Copy, Debug)]
pub struct Run<'d> {
    /// The instruction.
    pub instruction: Instruction<'d>,
    text: &'d Text<'d>,
}

/// Whether a text names a setting otherwise than as the option `--name` of one command, which counts for that command only.
fn sets(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with("--"))
}

/// The text of what RUN, CMD, ENTRYPOINT or HEALTHCHECK runs: of a here-document with nothing before it the lines, of the JSON form what
/// a shell would have to read, else all of it.
pub(super) fn script_of<'d>(instruction: &'d syntax::Instruction<'d>) -> Option<&'d Text<'d>> {
    if let syntax::Command::Onbuild(inner) = &instruction.command {
        return script_of(inner);
    }
    let text = match form(&instruction.command)? {
        Form::Shell(text) => text,
        Form::Exec(_) => return instruction.command_line.as_ref(),
        Form::Interpreted(_) => return None,
    };
    let first = text.as_str().lines().next().unwrap_or_default().trim();
    let is_alone =
        first.strip_prefix("<<").is_some_and(|name| !name.trim_start_matches('-').trim().contains(char::is_whitespace));
    match instruction.heredocs.as_slice() {
        [only] if is_alone => Some(&only.raw),
        _ => Some(text),
    }
}

/// Whether bash reads the script of an instruction that has a shell of this name.
pub(super) fn is_for_bash(instruction: &syntax::Instruction<'_>, shell: Option<&str>) -> bool {
    match form(&instruction.command) {
        Some(Form::Exec(words)) => words.first().is_some_and(|program| program_name(program.as_str()) == "bash"),
        _ => shell == Some("bash"),
    }
}

/// The commands of such a text.
pub(super) fn commands_of<'d>(text: &'d Text<'d>, is_bash: bool) -> Vec<Command<'d>> {
    let dialect = if is_bash { Dialect::Bash } else { Dialect::Sh };
    command::commands(&shell::parse(text.as_str(), dialect), text.as_str())
}

impl<'d> Run<'d> {
    /// The RUN that an instruction is or triggers; `None` for another interpreter, and under a shell of another family.
    pub fn of(instruction: Instruction<'d>) -> Option<Self> {
        let instruction = instruction.triggered();
        instruction.script().map(|text| Self { instruction, text })
    }

    /// Whether it is run by the builds of other images, which begin with this one (`ONBUILD RUN`).
    pub fn is_trigger(self) -> bool {
        let at = self.instruction.index();
        matches!(self.instruction.dockerfile().instruction(at).command(), syntax::Command::Onbuild(_))
    }

    /// Whether it is in JSON form: then its text is not what is written, and no edit of a part of it can be made.
    pub fn is_exec(self) -> bool {
        self.instruction.syntax().command_line.is_some()
    }

    /// Its commands.
    pub fn commands(self) -> &'d [Command<'d>] {
        self.instruction.commands()
    }

    /// The text that the shell reads.
    pub fn text(self) -> &'d str {
        self.text.as_str()
    }

    /// Where something of the text stands in the file.
    pub fn span_of(self, range: TextRange) -> Span {
        self.text.span_of(range.range())
    }

    /// Some of the text as it can be shown: on one line, cut off if it is long.
    pub fn shown(self, range: TextRange) -> String {
        const LONGEST: usize = 60;
        let text = self.on_one_line(range);
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}...", text[..end].trim_end()),
            None => text,
        }
    }

    /// Some of the text without its line breaks.
    pub fn on_one_line(self, range: TextRange) -> String {
        let words: Vec<&str> = range.of(self.text()).split_whitespace().filter(|word| *word != "\\").collect();
        words.join(" ")
    }

    /// The stage that it is in.
    pub fn stage(self) -> Option<Stage<'d>> {
        self.instruction.stage()
    }

    /// Whether what it leaves behind surely becomes part of an image. A file without FROM is a part of others.
    pub fn is_shipped(self) -> bool {
        self.stage().is_none_or(Stage::is_shipped)
    }

    /// The distribution that its stage is made from, if the base image's name surely tells.
    pub fn distribution(self) -> Option<Distribution> {
        let stage = self.stage()?;
        // A stage that no build takes by default has another base then than the default of the argument.
        let is_open = stage.root().base_text().is_some_and(|base| base.as_str().contains('$'));
        let is_built = stage.is_final() || stage.is_used();
        stage.external_reference().filter(|_| is_built || !is_open).and_then(distribution::of)
    }

    /// Whether a pipe in it fails with any of its commands: the script, or the SHELL that reads it, speaks of `pipefail`.
    pub fn has_pipefail(self) -> bool {
        let shell = self.instruction.shell().unwrap_or_default();
        self.text().contains("pipefail") || shell.iter().any(|word| word.as_str().contains("pipefail"))
    }

    /// Whether what is written below a folder does not stay in the layer, or may not: something is mounted there.
    pub fn is_mounted(self, folder: &str) -> bool {
        self.instruction.mounts().any(|mount| mount.covers(folder))
    }

    /// The last instruction before it, in its stage and those that this builds on, that a test picks.
    pub fn last_before(self, test: Test, about: &str) -> Option<Instruction<'d>> {
        self.instruction.last_before(test, about)
    }

    /// The RUN instructions of its own stage after it.
    pub fn after(self) -> impl Iterator<Item = Run<'d>> {
        let at = self.instruction.index();
        let instructions = self.stage().into_iter().flat_map(Stage::instructions);
        instructions.filter(move |instruction| instruction.index() > at).filter_map(Run::of)
    }

    /// Whether a setting may have been made in a file of a folder: its name stands in this instruction or one before, or something
    /// is copied there.
    pub fn is_configured(self, name: &str, folder: &str) -> bool {
        let test: Test = |instruction, about| {
            let (name, folder) = about.split_once('\n').unwrap_or_default();
            let is_there = instruction.copy().is_some_and(|copy| {
                let destination = instruction.evaluate(&copy.destination);
                destination.as_str().is_none_or(|path| path.starts_with(folder))
            });
            is_there || sets(instruction.syntax().arguments.as_str(), name)
        };
        sets(self.text(), name) || self.last_before(test, &format!("{name}\n{folder}")).is_some()
    }

    /// Whether something after the command of this index empties the caches of a package manager, or may: what a script does that is
    /// called cannot be seen.
    pub fn may_clean(self, manager: Manager, at: usize) -> bool {
        self.last_cleaning(manager).is_some_and(|last| last > at)
    }

    /// The index of the last command that empties the caches of a package manager, or may.
    pub fn last_cleaning(self, manager: Manager) -> Option<usize> {
        let removes_unknown = |command: &Command<'_>| {
            command.is_any(&["rm"]) && command.arguments.iter().any(|word| word.splits && word.prefix.is_empty())
        };
        self.commands()
            .iter()
            .rposition(|command| manager.is_cleaned_by(command) || removes_unknown(command) || command.is_script())
    }

    /// Whether a script that is not seen here runs after the command of this index.
    pub fn runs_scripts_after(self, at: usize) -> bool {
        self.commands()[at + 1..].iter().any(Command::is_script)
    }

    /// The `cd` after which the script does nothing more that depends on the folder, so that it has no effect: the next instruction
    /// begins where this one began.
    pub fn idle_cd(self) -> Option<&'d Command<'d>> {
        let commands = self.commands();
        let at =
            commands.iter().rposition(|command| !only_talks(command)).filter(|at| commands[*at].is_any(&["cd"]))?;
        let (cd, context) = (&commands[at], &commands[at].context);
        let is_sure = !context.tested && !context.conditional && !context.in_function && context.substitution.is_none();
        // Something may stand behind it that is no command: the end of a block, a subshell or a redirection.
        let joined = commands[at..].iter().zip(commands[at + 1..].iter().map(Some).chain([None]));
        let is_open = joined.into_iter().any(|(command, next)| {
            let end = next.map_or(self.text().len(), |next| next.range.start as usize);
            let between = self.text().get(command.range.end as usize..end).unwrap_or("(");
            !between.trim_matches([';', '&', ' ', '\n', '\t']).is_empty()
        });
        // On the way back from where it went before it does no harm.
        let target = cd.arguments.first().map_or("", |word| word.prefix.as_ref());
        let went_before = commands[..at].iter().any(|command| command.is_any(&["cd", "pushd"]));
        let is_return = went_before && (target.starts_with("..") || matches!(target, "" | "-" | "/" | "~"));
        (is_sure && !is_open && !is_return && cd.redirections.is_empty()).then_some(cd)
    }

    /// Whether an environment variable has a value for the command of this index: by ENV or ARG, or in the script before it.
    pub fn has_variable(self, at: usize, name: &str) -> bool {
        let exported = self.instruction.dockerfile().first_export(self.instruction.index(), name);
        exported.is_some_and(|first| first < at)
            || self.commands()[at].settings.iter().any(|setting| setting.name == name)
            || matches!(self.instruction.variable(name), Variable::Set(value) if value.as_str() != Some(""))
    }
}

/// Whether a command does nothing but say something that is known, so that it does not matter where.
fn only_talks(command: &Command<'_>) -> bool {
    let is_text = |word: &command::Argument<'_>| word.as_str().is_some_and(|text| !text.contains(['*', '?', '[']));
    command.is_any(&["echo", "true", ":"])
        && command.arguments.iter().all(is_text)
        && command.redirections.is_empty()
        && command.context.output.is_empty()
}

impl Mount<'_> {
    /// Whether a folder lies in what is mounted, or may.
    fn covers(self, folder: &str) -> bool {
        let Some(target) = self.target() else { return self.kind() == "cache" };
        let target = target.trim_end_matches('/');
        target.contains('$')
            || folder.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            || target.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}
