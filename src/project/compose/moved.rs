//! Files whose relative paths start from the folder that an `include` gives them.
//!
//! Facts: Compose specification, "Include", `project_directory`: the folder that relative paths in the included file start from, by default that
//! file's own.

use rustc_hash::FxHashMap;

use super::ComposeProjects;
use crate::model::compose::ComposeFile;
use crate::source::{FileId, Files};
use crate::tree::Node;

impl<'p> ComposeProjects<'p> {
    /// Moves the included files, and the services in them, to the folders that those who include them say.
    pub(super) fn move_included(&mut self, files: &'p Files) {
        let moves: FxHashMap<FileId, &'p str> = self.written.iter().flat_map(|file| of_file(*file, files)).collect();
        if moves.is_empty() {
            return;
        }
        let take_along = |file: &mut ComposeFile<'p>| {
            if let Some(directory) = moves.get(&file.file) {
                file.directory = directory;
            }
        };
        self.written.iter_mut().for_each(take_along);
        for project in &mut self.projects {
            project.files.iter_mut().chain(&mut project.included).for_each(take_along);
            for service in &mut project.services {
                take_along(&mut service.file);
                service.moved = project.files.iter().filter(|file| file.is_moved()).map(|file| file.file).collect();
            }
        }
    }
}

/// The files that a file includes into another folder than their own.
fn of_file<'p>(file: ComposeFile<'p>, files: &'p Files) -> Vec<(FileId, &'p str)> {
    let items = file.root.get("include").into_iter().flat_map(Node::items);
    let moves = items.filter_map(|item| {
        let directory = file.resolve(item.get("project_directory")?)?;
        let directory = folder(files, &directory)?;
        let paths = item.get("path")?;
        let paths = if paths.is_seq() { paths.items().collect() } else { vec![paths] };
        let included = paths.into_iter().filter_map(|path| files.find(&file.resolve(path)?));
        Some(included.map(|included| (included, directory)).collect::<Vec<_>>())
    });
    moves.flatten().collect()
}

/// A folder's path as the names below it have it, if there is such a folder.
fn folder<'p>(files: &'p Files, path: &str) -> Option<&'p str> {
    if path.is_empty() { Some("") } else { files.below(path).next().map(|name| &name[..path.len()]) }
}
