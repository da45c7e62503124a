//! The lock files that package managers of languages read.
//!
//! Facts: the manuals of npm, Yarn, pnpm, Bun, uv, Poetry, Cargo, Composer and Bundler, `install` and its kin.

use super::Command;

/// What a command reads that installs, or builds, all that a manifest in its folder names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LockedInstallation {
    /// The manifest.
    pub manifest: &'static str,
    /// The lock files that it takes, the usual one first.
    pub locks: &'static [&'static str],
    /// Whether it fails without a lock file.
    pub is_required: bool,
}

/// Options after which another folder's manifest is read, or no lock file.
const ELSEWHERE: [&str; 15] = [
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

const NPM: &[&str] = &["package-lock.json", "npm-shrinkwrap.json"];

/// What a command reads, if it surely runs and installs all that the manifest in its folder names.
pub fn locked_installation(command: &Command<'_>) -> Option<LockedInstallation> {
    let (arguments, context) = (command.parsed(), &command.context);
    let is_plain = arguments.operands.is_empty() && arguments.lacks(&ELSEWHERE);
    if !is_plain || context.conditional || context.tested || context.in_function || context.substitution.is_some() {
        return None;
    }
    let is_frozen = arguments.has(&["frozen-lockfile", "immutable", "locked", "frozen"]);
    let (manifest, locks, is_required): (_, &[&str], _) = match (command.name()?, arguments.subcommand(0)?) {
        ("npm", "ci" | "clean-install") => ("package.json", NPM, true),
        ("npm", "install" | "i") => ("package.json", NPM, false),
        ("yarn", "install") => ("package.json", &["yarn.lock"], false),
        ("pnpm", "install" | "i") => ("package.json", &["pnpm-lock.yaml"], is_frozen),
        ("bun", "install" | "i" | "ci") => ("package.json", &["bun.lock", "bun.lockb"], false),
        ("uv", "sync") => ("pyproject.toml", &["uv.lock"], is_frozen),
        ("poetry", "install") => ("pyproject.toml", &["poetry.lock"], false),
        ("cargo", "build" | "fetch") => ("Cargo.toml", &["Cargo.lock"], is_frozen),
        ("composer", "install") => ("composer.json", &["composer.lock"], false),
        ("bundle", "install") => ("Gemfile", &["Gemfile.lock"], false),
        _ => return None,
    };
    Some(LockedInstallation { manifest, locks, is_required })
}
