//! The only reader of the disk: from the paths on the command line to the texts and names that [`crate::lint()`] works on.
//!
//! First all names, in parallel and after `.gitignore`; then, in parallel again, the texts of those files that are infrastructure or may
//! be. Nothing else is opened. Symbolic links to folders are not followed, and links to files only where they stay inside the root.

#![expect(clippy::disallowed_methods, reason = "this is where the disk is read")]

mod git_index;
mod modes;
mod names;
mod read;
mod targets;
mod vendored;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::kind::{Charts, Companions, Named, Verdict, by_content};
use crate::progress::{Phase, Progress};
use crate::source::{Files, SourceFile};

use names::Collected;
pub use targets::Targets;
use vendored::Vendored;

/// The largest file that is read unless something else is asked for, in bytes.
pub const DEFAULT_LIMIT: u64 = 32 << 20;

/// Folders of tools' own data, never looked into: they hold nothing that people write.
const SKIPPED_FOLDERS: [&str; 7] = [".git", ".hg", ".svn", ".jj", "node_modules", ".terraform", ".terragrunt-cache"];

/// A tree of fewer entries is walked by one thread.
const FEW: usize = 200;

/// What was read.
#[derive(Debug)]
pub struct Walked {
    /// The texts of the recognised files and the names of all others.
    pub files: Files,
    /// What could not be walked; none of it keeps the rest from being read.
    pub troubles: Vec<Trouble>,
    /// The files that were named and are of no sort that is known.
    pub unknown: Vec<String>,
    /// How long it took to find the names.
    pub walking: Duration,
    /// How long it took to read the texts.
    pub reading: Duration,
}

/// A folder that could not be walked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Trouble {
    /// Which, and why.
    pub reason: String,
    /// Whether it was to be checked, and is not only around what was.
    pub is_asked_for: bool,
}

impl Trouble {
    fn new(error: &ignore::Error, targets: &Targets) -> Self {
        let name = path_of(error).map(|path| relative(&targets.root, path));
        let reason = match (&name, error.io_error()) {
            (Some(name), Some(error)) => format!("`{name}` cannot be looked into: {}", error.kind()),
            _ => error.to_string(),
        };
        Self { reason, is_asked_for: name.is_none_or(|name| targets.selects(&(name + "/"))) }
    }
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// A file that was met: its path relative to the root with `/`.
#[derive(Debug)]
struct Met {
    name: String,
    /// The path on the disk, where the name does not tell it: names that are not UTF-8.
    path: Option<PathBuf>,
    is_link: bool,
}

/// Reads the targets. `excluded` says of a path relative to the root whether the configuration excludes it: such a file is known by name
/// only, and so is a copy of a dependency. Files of more than `limit` bytes are refused.
pub fn walk(
    targets: &Targets,
    excluded: &(dyn Fn(&str) -> bool + Sync),
    limit: u64,
    progress: &Arc<Progress>,
) -> Walked {
    let started = Instant::now();
    progress.begin(Phase::Finding, 0);
    let Collected { met, folders, troubles } = names::names(targets, progress);
    progress.begin(Phase::Reading, met.len());
    let walking = started.elapsed();
    let vendored = Vendored::new(&met, targets);
    let excluded = &|name: &str| excluded(name) || vendored.hold(name);
    let charts = Charts::new(met.iter().map(|file| file.name.as_str()));
    let reader = read::Reader::new(&targets.root, limit, &charts);
    let named: FxHashSet<String> = targets.files.iter().map(|path| relative(&targets.root, path)).collect();
    let is_selected = |name: &str| named.contains(name) || targets.selects(name);
    let read = |file: &Met| -> Option<SourceFile> {
        progress.step();
        let verdict = charts.verdict(&file.name);
        if verdict == Verdict::No || excluded(&file.name) {
            return None;
        }
        if let Some(text) = targets.overlay.as_ref().filter(|_| named.contains(&file.name)) {
            return by_content(&file.name, verdict, text).map(|kind| SourceFile::new(&file.name, kind, text));
        }
        let at = file.path.clone().unwrap_or_else(|| targets.root.join(&file.name));
        let mut is_context = !is_selected(&file.name);
        if file.is_link {
            let target = reader.follow(&at)?;
            is_context |= met.binary_search_by(|other| other.name.as_str().cmp(&target)).is_ok();
        }
        let source = reader.read(&file.name, &at, verdict)?;
        Some(if is_context { source.as_context() } else { source })
    };
    let mut files: Vec<SourceFile> = met.par_iter().with_min_len(16).filter_map(read).collect();
    let index = git_index::read(&targets.root);
    // A Dockerfile that some file names may in turn name scripts.
    for _ in 0..2 {
        files.extend(read_named((&files, &[]), &met, &reader, excluded, &is_selected, &index));
    }
    // Commands may name files of variables.
    let commands = read_companions(&files, &met, &reader, excluded);
    let variables = read_named((&commands, &files), &met, &reader, excluded, &is_selected, &index);
    files.extend(commands.into_iter().chain(variables));
    let reading = started.elapsed().saturating_sub(walking);
    // Where git's index says what belongs to the repository, a folder of which it knows nothing is not there for others.
    let closed = if index.is_empty() { folders } else { Vec::new() };
    let unseen = unseen(index, &met, targets);
    let all = met.into_iter().map(|file| file.name).chain(unseen).collect();
    let files = Files::new(files, all).with_closed(closed).watched(Arc::clone(progress));
    let mut unknown: Vec<String> =
        named.into_iter().filter(|name| files.find(name).is_none() && !excluded(name)).collect();
    unknown.sort();
    Walked { files, troubles, unknown, walking, reading }
}

/// Reads the files that files name: Dockerfiles of any name, the scripts that Dockerfiles start, files of variables. The others are read
/// already, too.
fn read_named(
    (files, others): (&[SourceFile], &[SourceFile]),
    met: &[Met],
    reader: &read::Reader<'_>,
    excluded: &(dyn Fn(&str) -> bool + Sync),
    is_selected: &dyn Fn(&str) -> bool,
    index: &FxHashMap<String, u32>,
) -> Vec<SourceFile> {
    let note = |mut named: Named, file: &SourceFile| {
        named.note(file.path(), file.kind(), file.text());
        named
    };
    let merge = |mut all: Named, named: Named| {
        all.merge(named);
        all
    };
    let named = files.par_iter().with_min_len(16).fold(Named::default, note).reduce(Named::default, merge);
    let known: FxHashSet<&str> = files.iter().chain(others).map(SourceFile::path).collect();
    let wanted = met.iter().filter_map(|file| {
        let verdict = named.verdict(&file.name);
        let is_wanted = verdict != Verdict::No && !known.contains(file.name.as_str()) && !file.is_link;
        (is_wanted && !excluded(&file.name)).then_some((file, verdict))
    });
    let read = wanted.filter_map(|(file, verdict)| {
        let at = file.path.clone().unwrap_or_else(|| reader.root().join(&file.name));
        let source = reader.read(&file.name, &at, verdict)?;
        Some((if is_selected(&file.name) { source } else { source.as_context() }, at))
    });
    modes::note(read.collect(), index)
}

/// What belongs to the repository though `.gitignore` names it: the walk goes by, but whoever checks the repository out has it.
fn unseen(index: FxHashMap<String, u32>, met: &[Met], targets: &Targets) -> Vec<String> {
    let walked: Vec<String> = targets.walked().iter().map(|folder| relative(&targets.root, folder)).collect();
    let is_walked = |name: &str| {
        walked.iter().any(|folder| folder.is_empty() || name.strip_prefix(folder).is_some_and(|it| it.starts_with('/')))
    };
    let is_met = |name: &String| met.binary_search_by(|file| file.name.as_str().cmp(name)).is_ok();
    let files = index.into_iter().filter(|(_, mode)| *mode != git_index::SUBMODULE).map(|(name, _)| name);
    files.filter(|name| is_walked(name) && !is_met(name)).collect()
}

/// Reads what says something about the Compose files that were read.
fn read_companions(
    files: &[SourceFile],
    met: &[Met],
    reader: &read::Reader<'_>,
    excluded: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<SourceFile> {
    let mut companions = Companions::default();
    for file in files {
        companions.note(file.kind());
    }
    let known: FxHashSet<&str> = files.iter().map(SourceFile::path).collect();
    let read = |file: &Met| {
        let verdict = companions.verdict(&file.name);
        let is_wanted = verdict != Verdict::No && !file.is_link && !known.contains(file.name.as_str());
        let at = (is_wanted && !excluded(&file.name)).then(|| reader.root().join(&file.name))?;
        reader.read(&file.name, file.path.as_deref().unwrap_or(&at), verdict)
    };
    met.par_iter().with_min_len(256).filter_map(read).collect()
}

/// The path relative to the root with `/`; what is not UTF-8 becomes U+FFFD.
fn relative(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { inner.into_owned() } else { inner.replace(std::path::MAIN_SEPARATOR, "/") }
}
