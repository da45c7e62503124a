use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options with which the lock file is kept, or another project is meant.
const OTHER: [&str; 10] =
    ["locked", "frozen", "project", "directory", "upgrade", "U", "upgrade-package", "P", "script", "dry-run"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for (at, command) in run.commands().iter().enumerate().filter(|(_, command)| command.is_any(&["uv"])) {
        let arguments = command.parsed();
        let changes_folder = run.commands()[..at].iter().any(|before| before.is_any(&["cd", "pushd"]));
        let is_set = ["UV_FROZEN", "UV_LOCKED"].iter().any(|name| run.has_variable(at, name));
        let Some(verb) = arguments.subcommand.first().filter(|verb| verb.is("sync")) else { continue };
        if changes_folder || is_set || !arguments.lacks(&OTHER) || command.context.conditional {
            continue;
        }
        let project = cx.project;
        let lock = project.docker.copied(run.instruction, &["uv.lock"], project.files());
        let Some(lock) = lock else { continue };
        let span = run.span_of(verb.range);
        let safety = if lock.is_named { Safety::Safe } else { Safety::Unsafe };
        cx.report(span, format!("`{}` may install other versions than `{}` says", run.shown(command.range), lock.path))
            .help("add `--locked`, so that it fails where they differ")
            .fix("add `--locked`", safety, fix::replace_words(run, span.at_end(), " --locked"));
    }
}
