use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::docker::{Instruction, Run, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

const NPM: &[&str] = &["package-lock.json", "npm-shrinkwrap.json"];

/// What an installation of all that a manifest names reads.
struct Need {
    manifest: &'static str,
    locks: &'static [&'static str],
    /// Whether it fails without a lock file.
    is_required: bool,
}

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for (at, command) in run.commands().iter().enumerate() {
        let Some(need) = need(command).filter(|_| at == 0 || starts_in_folder(&run.commands()[..at])) else { continue };
        let Some(folder) = run.instruction.workdir() else { return };
        let Some((copy, manifest)) = copied_manifest(run, need.manifest) else { continue };
        let (docker, files) = (&cx.project.docker, cx.project.files());
        let contexts = docker.contexts_of(run.instruction.span().file, files);
        // The context is the one in which the manifest lies.
        let Some(context) = contexts.iter().find(|context| files.exists(&path(context, manifest.as_str()))) else {
            continue;
        };
        let beside = manifest.as_str().strip_suffix(need.manifest).unwrap_or_default();
        let lock = need.locks.iter().find(|lock| files.exists(&path(context, &format!("{beside}{lock}"))));
        // The folder of the base image has no name: what is copied there has none before its own either.
        let in_image = |lock: &&str| match folder {
            "" => (*lock).to_owned(),
            _ => format!("{}/{lock}", folder.trim_end_matches('/')),
        };
        let lacks_all = need.locks.iter().all(|lock| run.instruction.surely_lacks(&in_image(lock), context, files));
        let Some(name) = lock.or(need.locks.first().filter(|_| need.is_required)).filter(|_| lacks_all) else {
            continue;
        };
        let shown = run.shown(command.range);
        let (severity, message) = if need.is_required {
            (Severity::Error, format!("`{shown}` fails, because `{name}` is not copied"))
        } else {
            (Severity::Warning, format!("`{shown}` does not see `{name}`, because that is not copied"))
        };
        let edit = lock.filter(|_| {
            copy.copy().is_some_and(|copy| !copy.is_json && copy.destination.as_str().ends_with(['/', '.']))
        });
        cx.report(run.span_of(command.range), message)
            .severity(severity)
            .label(manifest.span(), "only the manifest is copied")
            .help(format!("copy `{name}` beside `{}`", need.manifest))
            .fix(
                format!("copy `{name}`"),
                Safety::Unsafe,
                edit.map(|lock| Edit::replace(manifest.span().at_end(), format!(" {beside}{lock}"))),
            );
    }
}

fn path(context: &str, below: &str) -> String {
    let below = below.trim_start_matches("./");
    if context.is_empty() { below.to_owned() } else { format!("{context}/{below}") }
}

/// Whether some commands neither change the folder nor write the lock file.
fn starts_in_folder(before: &[Command<'_>]) -> bool {
    before.iter().all(|command| command.is_any(&["set", "corepack", "echo", "apk", "apt-get", "mkdir"]))
}

/// The COPY before a RUN that brings a manifest by its name, and the source that is it.
fn copied_manifest<'d>(run: Run<'d>, name: &str) -> Option<(Instruction<'d>, &'d Text<'d>)> {
    run.instruction.copies_before().find_map(|copy| {
        let is_manifest = |source: &&Text<'_>| source.as_str().rsplit('/').next() == Some(name);
        let source = copy.copy()?.sources.iter().find(is_manifest)?;
        Some((copy, source))
    })
}

/// What a command reads that installs all that a manifest names.
fn need(command: &Command<'_>) -> Option<Need> {
    let arguments = command.parsed();
    let other = [
        "g",
        "global",
        "prefix",
        "C",
        "cwd",
        "dir",
        "no-package-lock",
        "package-lock-only",
        "lockfile-only",
        "no-lockfile",
        "manifest-path",
        "project",
        "directory",
        "d",
        "working-dir",
    ];
    let context = &command.context;
    let is_plain = arguments.operands.is_empty() && arguments.lacks(&other);
    if !is_plain || context.conditional || context.tested || context.in_function || context.substitution.is_some() {
        return None;
    }
    let need = |manifest, locks, is_required| Some(Need { manifest, locks, is_required });
    let is_frozen = arguments.has(&["frozen-lockfile", "immutable", "locked", "frozen"]);
    match (command.name()?, arguments.subcommand(0)?) {
        ("npm", "ci" | "clean-install") => need("package.json", NPM, true),
        ("npm", "install" | "i") => need("package.json", NPM, false),
        ("yarn", "install") => need("package.json", &["yarn.lock"], false),
        ("pnpm", "install" | "i") => need("package.json", &["pnpm-lock.yaml"], is_frozen),
        ("bun", "install" | "i" | "ci") => need("package.json", &["bun.lock", "bun.lockb"], false),
        ("uv", "sync") => need("pyproject.toml", &["uv.lock"], is_frozen),
        ("poetry", "install") => need("pyproject.toml", &["poetry.lock"], false),
        ("cargo", "build" | "fetch") => need("Cargo.toml", &["Cargo.lock"], is_frozen),
        ("composer", "install") => need("composer.json", &["composer.lock"], false),
        ("bundle", "install") => need("Gemfile", &["Gemfile.lock"], false),
        _ => None,
    }
}
