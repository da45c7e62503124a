//! The scripts of the repository that images start.
//!
//! Facts: the Dockerfile reference, "ENTRYPOINT" and "CMD"; execve(2), "Interpreter scripts".

use super::{Dockerfiles, context_sources};
use crate::model::docker::{Command, Copied, Form, Instruction, Stage, is_shell, plain_words, program_name};
use crate::source::{FileId, Files, Span, join_path};
use crate::spelling;

/// Programs that start the one that follows in their arguments.
const STARTERS: [&str; 6] = ["tini", "tini-static", "dumb-init", "catatonit", "su-exec", "gosu"];

/// Programs that run a file of a language.
pub const INTERPRETERS: [&str; 9] = ["python", "python3", "node", "ruby", "perl", "php", "bun", "deno", "ts-node"];

/// Folders in which a program without a folder is looked for, of those that people copy to.
const PATH: [&str; 6] = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/// A file that an image starts.
#[derive(Debug)]
pub struct Started<'d> {
    /// ENTRYPOINT or CMD.
    pub instruction: Instruction<'d>,
    /// The word that names it.
    pub span: Span,
    /// How it is written.
    pub written: &'d str,
    /// Where it may be in the image; the first that is there counts.
    pub paths: Vec<String>,
    /// Whether it is a program of its own, and not given to an interpreter.
    pub is_program: bool,
    /// Whether the system itself starts it: no shell, and nothing like one, stands between.
    pub is_direct: bool,
}

/// A script of the repository that an image starts.
#[derive(Debug)]
pub struct StartScript<'d> {
    /// How it is started.
    pub started: Started<'d>,
    /// The file.
    pub file: FileId,
    /// The instruction that copies it into the image.
    pub copy: Instruction<'d>,
    /// What that copies.
    pub copied: Copied,
}

/// What a stage starts, if that is a file that can be told.
pub fn started(stage: Stage<'_>) -> Option<Started<'_>> {
    if stage.is_windows() {
        return None;
    }
    let instruction = stage.entrypoint().or_else(|| stage.cmd())?;
    let (Command::Entrypoint(form) | Command::Cmd(form)) = instruction.command() else { return None };
    let words = words(form)?;
    let mut rest = words.as_slice();
    let mut is_direct = matches!(form, Form::Exec(_));
    while let [(starter, _), inner @ ..] = rest
        && STARTERS.contains(&program_name(starter))
    {
        // The user that `gosu` and `su-exec` are given stands first.
        let count = usize::from(matches!(program_name(starter), "gosu" | "su-exec"));
        let options = inner.iter().skip(count).take_while(|(word, _)| word.starts_with('-')).count();
        rest = inner.get(count + options..)?;
        is_direct = false;
    }
    let first = *rest.first()?;
    let is_program = !is_shell(first.0) && !INTERPRETERS.contains(&program_name(first.0));
    let is_file = |word: &str| !word.starts_with('-') && word.contains('.');
    let (written, span) = if is_program { first } else { *rest.get(1).filter(|(word, _)| is_file(word))? };
    let paths = paths(stage, instruction, written, is_program)?;
    Some(Started { instruction, span, written, paths, is_program, is_direct: is_direct && is_program })
}

/// The words of a command, and where they stand; nothing where a shell has more to do than to split them.
fn words<'d>(form: &'d Form<'d>) -> Option<Vec<(&'d str, Span)>> {
    match form {
        Form::Exec(words) => Some(words.iter().map(|word| (word.as_str(), word.span())).collect()),
        Form::Shell(text) => {
            let mut at = 0;
            let place = |word: &'d str| {
                let start = at + text.as_str()[at..].find(word)?;
                at = start + word.len();
                Some((word, text.span_of(start..at)))
            };
            plain_words(text.as_str())?.into_iter().map(place).collect()
        }
        Form::Interpreted(_) => None,
    }
}

/// Where a file may be that is started under some name.
fn paths(stage: Stage<'_>, start: Instruction<'_>, written: &str, is_program: bool) -> Option<Vec<String>> {
    if written.contains(['$', '*', ' ']) || written.is_empty() {
        return None;
    }
    if written.starts_with('/') {
        return Some(vec![written.to_owned()]);
    }
    if is_program && !written.contains('/') {
        return Some(PATH.iter().map(|folder| format!("{folder}/{written}")).collect());
    }
    let folder = workdir(stage, start)?.strip_prefix('/')?;
    Some(vec![format!("/{}", join_path(folder, written)?)])
}

/// The working directory in which a stage starts what an instruction says.
fn workdir<'d>(stage: Stage<'d>, start: Instruction<'d>) -> Option<&'d str> {
    let is_own = start.stage() == Some(stage);
    let is_later = |other: &Instruction<'_>| {
        matches!(other.command(), Command::Workdir(_)) && (!is_own || other.index() > start.index())
    };
    let changes = stage.instructions().any(|other| is_later(&other));
    start.workdir().filter(|_| !changes)
}

/// The instructions that copy files of the context into what a stage becomes, the last one first.
pub fn copies(stage: Stage<'_>) -> Vec<Instruction<'_>> {
    let Some(last) = stage.instructions().next_back() else { return stage.from().copies_before().collect() };
    let own = (last.copy().is_some() && last.copied_from().is_none()).then_some(last);
    own.into_iter().chain(last.copies_before()).collect()
}

/// The texts of all RUN instructions of a stage and those that it builds on.
pub fn run_texts(stage: Stage<'_>) -> impl Iterator<Item = &str> {
    let instructions = stage.chain().flat_map(Stage::instructions);
    let runs = instructions.filter(|instruction| matches!(instruction.command(), Command::Run(_)));
    runs.flat_map(|run| {
        let heredocs = run.syntax().heredocs.iter().map(|heredoc| heredoc.raw.as_str());
        std::iter::once(run.syntax().arguments.as_str()).chain(heredocs)
    })
}

/// A file that would be in an image if it were in the repository.
#[derive(Debug)]
pub struct NotCopied<'d> {
    /// The instruction that copies the folder in which it would lie.
    pub copy: Instruction<'d>,
    /// Where it would lie, relative to the root of the repository.
    pub path: String,
    /// The file that may be meant: of nearly the same name, in the same folder.
    pub near: String,
}

/// Whether a file surely is not at a path of an image because it is not in a folder of the context that is copied there, where another
/// may be meant. Nothing if it may come from somewhere else.
pub fn not_copied<'d>(stage: Stage<'d>, path: &str, context: &str, files: &Files) -> Option<NotCopied<'d>> {
    let name = path.rsplit('/').next()?;
    let mut found = None;
    for copy in copies(stage) {
        for copied in copy.sources_of(path, context, files) {
            if files.exists(&copied.path) || copied.is_named {
                return None;
            }
            let is_top = copy.destination().is_none_or(|destination| destination == "/");
            found = found.or_else(|| (!is_top).then_some((copy, copied.path)));
        }
    }
    let (copy, wanted) = found?;
    let is_made = run_texts(stage).any(|text| text.contains(name) || text.contains("build") || text.contains("make"));
    let may_bring = stage.chain().flat_map(Stage::instructions).any(|other| {
        let is_there = || other.destination().is_none_or(|to| path.starts_with(&to));
        other.copied_from().is_some() && is_there()
    });
    if is_made || may_bring || wanted.split('/').any(|part| matches!(part, "dist" | "build" | "out" | "lib" | "target"))
    {
        return None;
    }
    let (folder, _) = wanted.rsplit_once('/').unwrap_or(("", &wanted));
    let start = if folder.is_empty() { 0 } else { folder.len() + 1 };
    let ending = name.rsplit('.').next();
    let beside = files.below(folder).map(|path| &path[start..]).filter(|other| !other.contains('/'));
    let near = spelling::nearest(name, beside.filter(|other| other.rsplit('.').next() == ending))?;
    let near = if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") };
    Some(NotCopied { copy, path: wanted, near })
}

impl Dockerfiles<'_> {
    /// The scripts that the stages which are built of a Dockerfile start, as far as they lie in the repository.
    pub fn start_scripts<'p>(
        &'p self,
        file: FileId,
        files: &'p Files,
    ) -> impl Iterator<Item = (Stage<'p>, StartScript<'p>)> {
        let stages = self.built_stages(file).into_iter();
        stages.filter_map(move |stage| Some((stage, self.start_script(stage, files)?)))
    }

    /// The script of the repository that a stage starts, if its text was read.
    fn start_script<'d>(&self, stage: Stage<'d>, files: &Files) -> Option<StartScript<'d>> {
        let started = started(stage)?;
        let file = stage.dockerfile().file();
        let mut contexts: Vec<String> = self
            .contexts(stage.dockerfile(), &context_sources(stage.dockerfile()), files)
            .into_iter()
            .map(|context| context.folder)
            .collect();
        if contexts.is_empty() {
            contexts = self.contexts_of(file, files);
        }
        for copy in copies(stage) {
            for (path, context) in
                started.paths.iter().flat_map(|path| contexts.iter().map(move |context| (path, context)))
            {
                let found = copy.sources_of(path, context, files).into_iter().find(|found| files.exists(&found.path));
                if let Some(copied) = found {
                    let file = files.find(&copied.path)?;
                    return Some(StartScript { started, file, copy, copied });
                }
            }
        }
        None
    }
}
