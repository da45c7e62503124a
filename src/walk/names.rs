//! The names of all files that there are.

use std::path::Path;
use std::sync::Mutex;

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::targets::Targets;
use super::{FEW, Met, SKIPPED_FOLDERS, Trouble, relative};
use crate::progress::Progress;

/// What was met.
#[derive(Default)]
pub(super) struct Collected {
    pub(super) met: Vec<Met>,
    /// All folders, and in the end those in which nothing was met.
    pub(super) folders: Vec<String>,
    pub(super) troubles: Vec<Trouble>,
}

/// The names of all files below the targets' folders and the named files, sorted, each once, and the folders in which there are none.
pub(super) fn names(targets: &Targets, progress: &Progress) -> Collected {
    let mut found = Collected::default();
    let folders = targets.walked();
    if let Some((first, others)) = folders.split_first() {
        let mut builder = WalkBuilder::new(first);
        for folder in others {
            builder.add(folder);
        }
        builder.hidden(false).ignore(false).git_global(false).require_git(false);
        // What lies above the root is no part of the repository, and its ignore files are not either.
        builder.parents(folders.iter().any(|folder| *folder != targets.root));
        builder.threads(std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
        builder.filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry));
        found = one_by_one(&builder, targets, progress).unwrap_or_else(|| all_at_once(&builder, targets, progress));
    }
    // First, so that of two of one name theirs stays.
    let named =
        targets.files.iter().map(|path| Met { name: relative(&targets.root, path), path: None, is_link: false });
    found.met.splice(..0, named);
    found.sort();
    found.troubles.sort();
    keep_closed(&found.met, &mut found.folders);
    // An ignore file that says `*` hides itself as well.
    let ignore_files = found.folders.iter().map(|folder| format!("{folder}/.gitignore"));
    let hidden = ignore_files.filter(|name| targets.root.join(name).is_file());
    found.met.extend(hidden.map(|name| Met { name, path: None, is_link: false }));
    found.sort();
    found
}

/// Walks a tree of few entries; a large one is given up. Threads that wait for work sleep, and a small tree is done before they wake up.
fn one_by_one(builder: &WalkBuilder, targets: &Targets, progress: &Progress) -> Option<Collected> {
    let mut found = Collected::default();
    for (count, entry) in builder.build().enumerate() {
        if count == FEW {
            return None;
        }
        found.take(entry, targets);
    }
    found.met.iter().for_each(|_| progress.step());
    Some(found)
}

/// Walks a tree with all processors.
fn all_at_once(builder: &WalkBuilder, targets: &Targets, progress: &Progress) -> Collected {
    let collected = Mutex::new(Collected::default());
    builder.build_parallel().run(|| {
        let mut batch = Batch { own: Collected::default(), into: &collected };
        Box::new(move |entry| {
            progress.step();
            batch.own.take(entry, targets);
            WalkState::Continue
        })
    });
    collected.into_inner().unwrap_or_default()
}

/// What one thread of the walk met, handed over when the thread ends.
struct Batch<'c> {
    own: Collected,
    into: &'c Mutex<Collected>,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if let Ok(mut all) = self.into.lock() {
            all.met.append(&mut self.own.met);
            all.folders.append(&mut self.own.folders);
            all.troubles.append(&mut self.own.troubles);
        }
    }
}

impl Collected {
    /// Takes up a regular file, a symbolic link or a folder; sockets and the like are nothing to read.
    fn take(&mut self, entry: Result<DirEntry, ignore::Error>, targets: &Targets) {
        match entry {
            Ok(entry) => self.meet(&targets.root, entry),
            Err(error) => self.troubles.push(Trouble::new(&error, targets)),
        }
    }

    fn meet(&mut self, root: &Path, entry: DirEntry) {
        let Some(kind) = entry.file_type() else { return };
        let name = relative(root, entry.path());
        if kind.is_dir() {
            self.folders.push(name);
        } else if kind.is_file() || kind.is_symlink() {
            let path = (name.contains('\u{fffd}')).then(|| entry.into_path());
            self.met.push(Met { name, path, is_link: kind.is_symlink() });
        }
    }

    fn sort(&mut self) {
        self.met.sort_by(|a, b| a.name.cmp(&b.name));
        self.met.dedup_by(|a, b| a.name == b.name);
    }
}

/// Leaves the folders in which nothing was met.
fn keep_closed(met: &[Met], folders: &mut Vec<String>) {
    folders.retain(|folder| {
        let start = format!("{folder}/");
        let at = met.partition_point(|file| file.name < start);
        !folder.is_empty() && !met.get(at).is_some_and(|file| file.name.starts_with(&start))
    });
}

fn is_skipped(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
        && entry.file_name().to_str().is_some_and(|name| SKIPPED_FOLDERS.contains(&name))
}
