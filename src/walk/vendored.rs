//! Copies of other people's code in the tree: nobody mends a finding there, and the next update of the copy would undo it.

use super::{Met, Targets, relative};

/// What a program leaves in the folder that it copies dependencies to, relative to that folder's parent. `go mod vendor` writes
/// `modules.txt` (<https://go.dev/ref/mod#go-mod-vendor>), Composer `installed.json`
/// (<https://getcomposer.org/doc/07-runtime.md#installed-versions>).
const MARKS: [&str; 2] = ["vendor/modules.txt", "vendor/composer/installed.json"];

/// The folders of dependencies, relative to the root, each with a `/` at its end, in order, none inside another.
#[derive(Debug)]
pub(super) struct Vendored(Vec<String>);

impl Vendored {
    /// Finds them among all names. A folder in which something was asked for by name is no such folder.
    pub(super) fn new(met: &[Met], targets: &Targets) -> Self {
        let asked = targets.folders.iter().chain(&targets.files).map(|path| relative(&targets.root, path) + "/");
        let asked: Vec<String> = asked.collect();
        let folder = |file: &Met| {
            let parent = MARKS.iter().find_map(|mark| file.name.strip_suffix(mark))?;
            (parent.is_empty() || parent.ends_with('/')).then(|| format!("{parent}vendor/"))
        };
        let mut folders: Vec<String> = met.iter().filter_map(folder).collect();
        folders.retain(|folder| !asked.iter().any(|path| path.starts_with(folder.as_str())));
        folders.sort();
        folders.dedup_by(|inner, outer| inner.starts_with(outer.as_str()));
        Self(folders)
    }

    /// Whether a file, relative to the root, lies in one of them.
    pub(super) fn hold(&self, name: &str) -> bool {
        let after = self.0.partition_point(|folder| folder.as_str() <= name);
        self.0[..after].last().is_some_and(|folder| name.starts_with(folder.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    fn vendored(folders: &[&str], files: &[&str]) -> Vendored {
        let root = Path::new("/repository");
        let paths = |names: &[&str]| names.iter().map(|name| root.join(name)).collect::<Vec<PathBuf>>();
        let targets = Targets::new(root, paths(folders), paths(files));
        let met = [
            "api/vendor/modules.txt",
            "api/vendor/tail/vendor/modules.txt",
            "vendor/notes/modules.txt",
            "web/vendor/composer/installed.json",
        ];
        let met = met.map(|name| Met { name: name.to_owned(), path: None, is_link: false });
        Vendored::new(&met, &targets)
    }

    #[test]
    fn only_what_a_program_copied_is_left_out() {
        let all = vendored(&[""], &[]);
        assert!(all.hold("api/vendor/github.com/tail/Dockerfile") && all.hold("web/vendor/acme/compose.yaml"));
        assert!(all.hold("api/vendor/tail/vendor/Dockerfile") && all.hold("api/vendor/zinc/Dockerfile"));
        assert!(!all.hold("api/Dockerfile") && !all.hold("vendor/notes/Dockerfile"));
    }

    #[test]
    fn what_is_asked_for_is_read() {
        assert!(!vendored(&["api/vendor"], &[]).hold("api/vendor/tail/Dockerfile"));
        assert!(!vendored(&[], &["api/vendor/tail/Dockerfile"]).hold("api/vendor/tail/Dockerfile"));
        assert!(vendored(&["api"], &[]).hold("api/vendor/tail/Dockerfile"));
    }
}
