use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// A command that takes a lock file as a hint and may write another one.
struct Installer {
    program: &'static str,
    verb: &'static str,
    lock: &'static str,
    /// The option with which it fails where the lock file does not fit.
    option: &'static str,
    /// Options and variables with which the lock file is kept, or another project is meant.
    other: &'static [&'static str],
    variables: &'static [&'static str],
}

/// From the documentation of uv 0.9, PDM 2 and Pipenv 2025. Poetry fails by itself.
const INSTALLERS: [Installer; 3] = [
    Installer {
        program: "uv",
        verb: "sync",
        lock: "uv.lock",
        option: "--locked",
        other: &[
            "locked",
            "frozen",
            "project",
            "directory",
            "upgrade",
            "U",
            "upgrade-package",
            "P",
            "script",
            "dry-run",
        ],
        variables: &["UV_FROZEN", "UV_LOCKED"],
    },
    Installer {
        program: "pdm",
        verb: "install",
        lock: "pdm.lock",
        option: "--frozen-lockfile",
        other: &["frozen-lockfile", "no-lock", "check", "p", "project", "L", "lockfile", "dry-run"],
        variables: &["PDM_FROZEN_LOCKFILE", "PDM_NO_LOCK"],
    },
    Installer {
        program: "pipenv",
        verb: "install",
        lock: "Pipfile.lock",
        option: "--deploy",
        other: &["deploy", "ignore-pipfile", "skip-lock", "r", "requirements", "e", "editable"],
        variables: &["PIPENV_SKIP_LOCK", "PIPENV_PIPFILE"],
    },
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let first_change = run.commands().iter().position(|before| before.is_any(&["cd", "pushd"]));
    for (at, command) in run.commands().iter().enumerate() {
        let Some(installer) = INSTALLERS.iter().find(|it| it.installs_all(command)) else { continue };
        let changes_folder = first_change.is_some_and(|first| first < at);
        let is_set = installer.variables.iter().any(|name| run.has_variable(at, name));
        let Some(verb) = command.parsed().subcommand.first().map(|verb| verb.range) else { continue };
        if changes_folder || is_set || command.context.conditional {
            continue;
        }
        let project = cx.project;
        let lock = project.docker.copied(run.instruction, &[installer.lock], project.files());
        let Some(lock) = lock else { continue };
        let (span, option) = (run.span_of(verb), installer.option);
        let safety = if lock.is_named { Safety::Safe } else { Safety::Unsafe };
        cx.report(span, format!("`{}` may install other versions than `{}` says", run.shown(command.range), lock.path))
            .help(format!("add `{option}`, so that it fails where they differ"))
            .fix(format!("add `{option}`"), safety, Edit::replace(span.at_end(), format!(" {option}")));
    }
}

impl Installer {
    /// Whether a command is this one for all that the project names.
    fn installs_all(&self, command: &Command<'_>) -> bool {
        command.is_any(&[self.program]) && {
            let arguments = command.parsed();
            let is_verb = arguments.subcommand(0) == Some(self.verb);
            is_verb && arguments.operands.is_empty() && arguments.lacks(self.other)
        }
    }
}
