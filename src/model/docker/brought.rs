//! What the instructions of a stage may have brought into it, for what is surely not there.

use super::files::join;
use super::{Base, Dockerfile, Form, Instruction, Stage};
use crate::model::image::Image;
use crate::model::packages;
use crate::syntax::dockerfile::Command;

/// The folders that a shell and other programs are in.
pub const PROGRAMS: [&str; 7] = ["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/lib", "/usr/lib"];

/// What is surely not in the folders that were asked about.
#[derive(Debug)]
pub struct Untouched<'d> {
    /// The instructions up to which nothing was brought there.
    pub instructions: Vec<Instruction<'d>>,
    /// The stages that end so.
    pub stages: Vec<Stage<'d>>,
}

/// Looks for stages that begin without something, as a test says of what FROM names, and get nothing into some folders.
pub fn untouched<'d>(
    dockerfile: &'d Dockerfile<'d>,
    begins_without: impl Fn(Stage<'d>) -> bool,
    folders: &[&str],
) -> Untouched<'d> {
    let mut found = Untouched { instructions: Vec::new(), stages: Vec::new() };
    let mut ends_without: Vec<bool> = Vec::new();
    for stage in dockerfile.stages() {
        let mut without = match stage.base() {
            Base::Stage(parent) => ends_without[parent.index()],
            Base::Scratch | Base::Image(_) => begins_without(stage),
        } && !stage.is_windows();
        for instruction in stage.instructions() {
            if !without {
                break;
            }
            found.instructions.push(instruction);
            without = !instruction.may_bring(folders);
        }
        if without {
            found.stages.push(stage);
        }
        ends_without.push(without);
    }
    found
}

impl<'d> Stage<'d> {
    /// It and all stages that it builds on or takes files from, at any depth.
    pub fn parts(self) -> Vec<Stage<'d>> {
        let mut found: Vec<Stage<'d>> = vec![self];
        let mut at = 0;
        while let Some(stage) = found.get(at).copied() {
            at += 1;
            let sources = stage.instructions().flat_map(Instruction::sources).chain([stage.base()]);
            let others: Vec<Stage<'d>> =
                sources.filter_map(|base| if let Base::Stage(other) = base { Some(other) } else { None }).collect();
            for other in others {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        found
    }

    /// Whether it surely has none of a program: the image at the bottom of its chain lacks it, and nothing may bring it.
    pub fn surely_lacks(self, program: &str) -> bool {
        self.external_image().is_some_and(|image| image.surely_lacks(program))
            && !self.chain().flat_map(Stage::instructions).any(|it| it.may_bring_program(program))
    }

    /// Whether it surely ends without a shell and the programs that come with one: it begins without, and gets nothing where they are.
    pub fn surely_lacks_shell(self) -> bool {
        let begins_without = |stage: Stage<'_>| match stage.base() {
            Base::Scratch => true,
            Base::Image(_) => stage.image().is_some_and(Image::surely_lacks_shell),
            Base::Stage(_) => false,
        };
        begins_without(self.root()) && untouched(self.dockerfile(), begins_without, &PROGRAMS).stages.contains(&self)
    }
}

impl<'d> Untouched<'d> {
    /// The instructions that the default shell has to start though nothing brought one: RUN, and what a container starts in a stage that
    /// nothing else builds on.
    pub fn in_need_of_shell(&self) -> impl Iterator<Item = Instruction<'d>> {
        let is_run = |it: &Instruction<'d>| matches!(it.command(), Command::Run(_));
        let last = self.stages.iter().filter(|stage| !stage.is_used()).flat_map(|stage| stage.instructions());
        let runs = self.instructions.iter().copied().filter(is_run);
        runs.chain(last.filter(move |it| !is_run(it))).filter(|it| it.needs_shell())
    }
}

impl Instruction<'_> {
    /// Whether it may put something in, below or above one of these folders. What a shell does is not looked at.
    pub fn may_bring(self, folders: &[&str]) -> bool {
        match self.triggered().command() {
            // Also an archive that ADD unpacks stays below.
            Command::Add(_) | Command::Copy(_) => self.triggered().destination().is_none_or(|path| {
                let is_below = |inner: &str, outer: &str| {
                    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                !path.starts_with('/')
                    || path == "/"
                    || folders.iter().any(|folder| is_below(&path, folder) || is_below(folder, &path))
            }),
            Command::Run(Form::Exec(_) | Form::Interpreted(_)) | Command::Invalid => true,
            _ => false,
        }
    }

    /// Whether it may put a program in where it is found, by installing it or otherwise.
    fn may_bring_program(self, name: &str) -> bool {
        // Clients of databases come in packages that are named after the database.
        let name = match name {
            "mongosh" => "mongo",
            "mysqladmin" => return self.may_bring_program("mysql") || self.may_bring_program("mariadb"),
            "pg_isready" => "postgres",
            "redis-cli" => "redis",
            _ => name,
        };
        match self.command() {
            Command::Run(_) => {
                let commands = self.commands();
                commands.is_empty()
                    || self.syntax().arguments.as_str().contains(name)
                    || self.script().is_some_and(|text| text.as_str().contains(name))
                    || commands.iter().any(|command| command.program.is_some() && command.is_script())
                    || packages::calls(commands).any(|call| call.arguments.is_open)
            }
            Command::Copy(_) | Command::Add(_) => {
                self.may_bring(&PROGRAMS) || self.syntax().arguments.as_str().contains(name)
            }
            Command::Onbuild(_) | Command::Invalid => true,
            _ => false,
        }
    }

    /// Whether the default shell has to start it: it is in shell form, and nothing is mounted that may bring one.
    pub fn needs_shell(self) -> bool {
        let (Command::Run(form) | Command::Cmd(form) | Command::Entrypoint(form) | Command::Healthcheck(Some(form))) =
            self.command()
        else {
            return false;
        };
        let Form::Shell(text) = form else { return false };
        // What begins with a bracket was meant to be in exec form.
        let text = text.as_str().trim();
        let is_command = !text.is_empty() && !text.starts_with('[');
        is_command && self.shell().is_none() && self.mounts().next().is_none()
    }

    /// A path as it is meant where the instruction stands, if it can be told: absolute, without `.` and `..`.
    pub fn absolute(self, path: &str) -> Option<String> {
        let path = join(self.workdir()?, path);
        path.starts_with('/').then_some(path)
    }
}
