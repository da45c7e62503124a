//! From the paths on the command line to what is walked and what is reported on.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::relative;
use crate::config::FILE_NAMES;

/// What the user asked for.
///
/// The root, to which all paths are relative, is the current folder if all paths lie in it, else the deepest folder that holds them
/// all. A folder that is named is walked. A file that is named is reported on, while the rest of its project is read only for what it
/// says about that file; the project is the nearest folder upwards, within the root, that has a `.git` or a `.infralint.yaml`, else the
/// file's own folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Targets {
    /// The absolute path of the folder that all paths are relative to.
    pub root: PathBuf,
    /// The folders that were named, absolute.
    pub folders: Vec<PathBuf>,
    /// The files that were named, absolute.
    pub files: Vec<PathBuf>,
    /// The folders of the named files' projects, absolute.
    projects: Vec<PathBuf>,
    /// The text that takes the place of the one named file's.
    pub overlay: Option<String>,
    /// The named folders relative to the root, each with a `/` at its end; the root itself is empty.
    selected: Vec<String>,
}

impl Targets {
    /// Finds out what the paths are; an error names the path that is neither a file nor a folder.
    pub fn resolve(paths: &[PathBuf], current: &Path) -> Result<Self, String> {
        let here = [PathBuf::from(".")];
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        for path in if paths.is_empty() { &here[..] } else { paths } {
            let absolute = normal(&current.join(path));
            match std::fs::metadata(&absolute) {
                Ok(data) if data.is_dir() => folders.push(absolute),
                Ok(data) if data.is_file() => files.push(absolute),
                Ok(_) => return Err(format!("`{}` is neither a file nor a folder", path.display())),
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return Err(format!("`{}` does not exist", path.display()));
                }
                Err(error) => return Err(format!("`{}`: {error}", path.display())),
            }
        }
        Ok(Self::new(current, folders, files))
    }

    /// A text from somewhere else that is to be read as if it were the file at this path.
    pub fn overlaid(path: &Path, current: &Path, text: String) -> Self {
        Self { overlay: Some(text), ..Self::new(current, Vec::new(), vec![normal(&current.join(path))]) }
    }

    pub(super) fn new(current: &Path, folders: Vec<PathBuf>, files: Vec<PathBuf>) -> Self {
        let parents = files.iter().filter_map(|file| file.parent());
        let root = root_of(current, folders.iter().map(PathBuf::as_path).chain(parents));
        let mut projects: Vec<PathBuf> = files.iter().filter_map(|file| project_of(file, &root)).collect();
        projects.sort();
        projects.dedup();
        let selected = folders.iter().map(|folder| relative(&root, folder));
        let selected = selected.map(|name| if name.is_empty() { name } else { name + "/" }).collect();
        Self { root, folders, files, projects, overlay: None, selected }
    }

    /// The folders to walk, none inside another.
    pub fn walked(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = self.folders.iter().chain(&self.projects).cloned().collect();
        // The folder of a text that was never saved may not be there.
        all.retain(|folder| folder.is_dir());
        all.sort();
        all.dedup_by(|inner, outer| inner.starts_with(outer));
        all
    }

    /// Whether a path relative to the root lies in a folder that was named.
    pub fn selects(&self, name: &str) -> bool {
        self.selected.iter().any(|folder| name.starts_with(folder))
    }
}

/// The path without `.` and `..`, by its text alone.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// The current folder if it holds all of these, else the deepest folder that does.
fn root_of<'p>(current: &Path, folders: impl Iterator<Item = &'p Path> + Clone) -> PathBuf {
    if folders.clone().all(|folder| folder.starts_with(current)) {
        return current.to_owned();
    }
    let mut common: Option<PathBuf> = None;
    for folder in folders {
        common = Some(match common {
            None => folder.to_owned(),
            Some(so_far) => {
                let shared = so_far.components().zip(folder.components()).take_while(|(a, b)| a == b);
                shared.map(|(part, _)| part).collect()
            }
        });
    }
    common.unwrap_or_else(|| current.to_owned())
}

/// The folder of the project that a named file belongs to.
fn project_of(file: &Path, root: &Path) -> Option<PathBuf> {
    let own = file.parent()?;
    let is_project =
        |folder: &&Path| folder.join(".git").exists() || FILE_NAMES.iter().any(|name| folder.join(name).exists());
    let above = own.ancestors().take_while(|folder| folder.starts_with(root));
    Some(above.clone().find(is_project).unwrap_or(own).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(paths: &[&str]) -> Vec<PathBuf> {
        paths.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn the_root_is_the_current_folder_or_the_deepest_that_holds_all() {
        let root = |current: &str, folders: &[&str]| {
            let folders = paths(folders);
            root_of(Path::new(current), folders.iter().map(PathBuf::as_path))
        };
        assert_eq!(root("/a", &["/a", "/a/b"]), Path::new("/a"));
        assert_eq!(root("/a", &["/a/b/c"]), Path::new("/a"));
        assert_eq!(root("/a/b", &["/a/c/d", "/a/c/e"]), Path::new("/a/c"));
        assert_eq!(root("/a/b", &["/a/b", "/a/c"]), Path::new("/a"));
        assert_eq!(root("/x", &["/a/b"]), Path::new("/a/b"));
        assert_eq!(root("/a", &[]), Path::new("/a"));
    }

    #[test]
    fn paths_are_made_plain_by_their_text() {
        assert_eq!(normal(Path::new("/a/./b/../c/")), Path::new("/a/c"));
        assert_eq!(normal(Path::new("/../a")), Path::new("/a"));
    }

    #[test]
    fn named_folders_select_what_lies_in_them() {
        let targets = Targets::new(Path::new("/a"), paths(&["/a/b"]), paths(&["/a/c/Dockerfile"]));
        assert!(targets.selects("b/c/d") && !targets.selects("bc/d") && !targets.selects("c/Dockerfile"));
        assert!(Targets::new(Path::new("/a"), paths(&["/a"]), Vec::new()).selects("x"));
    }
}
