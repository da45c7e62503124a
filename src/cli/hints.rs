//! What somebody may have meant whose arguments cannot be right.

use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};

use super::args::{Arguments, OutputArguments};
use crate::output::Format;
use crate::spelling::nearest;

/// Adds to the reason why a path cannot be checked what it may be instead: standard input, or a command that is misspelt.
pub(super) fn of_path(reason: String, paths: &[PathBuf]) -> String {
    let Some(path) = paths.iter().find(|path| !path.exists()) else { return reason };
    if path == Path::new("-") {
        return format!("{reason}; to check standard input, say which file it is: `--stdin-filename PATH`");
    }
    let commands = Arguments::command();
    let names = commands.get_subcommands().map(Command::get_name);
    match path.to_str().and_then(|word| nearest(word, names)) {
        Some(name) => format!("{reason}; did you mean the command `{name}`?"),
        None => reason,
    }
}

/// What to say to somebody who writes a report for a host of repositories from a folder within one: the host counts paths from the top.
pub(super) fn of_prefix(wanted: &OutputArguments, root: &Path) -> Option<String> {
    let is_for_hosts = |format: Format| matches!(format, Format::Sarif | Format::Github | Format::Gitlab);
    let files = wanted.output.iter().map(|file| file.format.unwrap_or(wanted.format));
    if wanted.path_prefix.is_some() || !std::iter::once(wanted.format).chain(files).any(is_for_hosts) {
        return None;
    }
    let top = root.ancestors().find(|folder| folder.join(".git").exists())?;
    let below = root.strip_prefix(top).ok().filter(|below| !below.as_os_str().is_empty())?;
    let below = below.display().to_string().replace('\\', "/");
    Some(format!(
        "paths are told from here; for a reader that counts from the repository's top, add `--path-prefix {below}`"
    ))
}
