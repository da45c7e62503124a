//! What git leaves out of a repository: files that a build or a person makes, and that are not missing where they are not there.
//!
//! Facts: <https://git-scm.com/docs/gitignore>.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::kind::FileKind;
use crate::source::Files;

/// The ignore files of a repository.
#[derive(Debug, Default)]
pub struct GitIgnored {
    /// The folder of each file, with a `/` at its end unless it is the root, and what the file says.
    files: Vec<(String, Gitignore)>,
}

impl GitIgnored {
    /// Reads the ignore files of a tree.
    pub(super) fn new(files: &Files) -> Self {
        let texts = files.iter().filter(|(_, file)| file.kind() == FileKind::GitIgnore);
        let read = texts.filter_map(|(_, file)| {
            let mut builder = GitignoreBuilder::new("");
            for line in file.text().lines() {
                // A line that is no pattern means nothing to git either.
                let _ = builder.add_line(None, line);
            }
            let folder = if file.folder().is_empty() { String::new() } else { format!("{}/", file.folder()) };
            Some((folder, builder.build().ok()?))
        });
        Self { files: read.collect() }
    }

    /// Whether git ignores a path, as a file or as a folder.
    pub fn contains(&self, path: &str) -> bool {
        self.files.iter().any(|(folder, ignore)| {
            path.strip_prefix(folder.as_str()).filter(|inner| !inner.is_empty()).is_some_and(|inner| {
                [true, false].iter().any(|is_folder| ignore.matched_path_or_any_parents(inner, *is_folder).is_ignore())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn ignore_files_hold_for_their_folders() {
        let file = |path: &str, text: &str| SourceFile::new(path, FileKind::GitIgnore, text);
        let files =
            Files::new(vec![file(".gitignore", "dist/\n*.log\n"), file("web/.gitignore", "/out\n")], Vec::new());
        let ignored = GitIgnored::new(&files);
        assert!(["dist", "a/dist/b.js", "x.log", "web/out"].iter().all(|path| ignored.contains(path)));
        assert!(["src", "out", "web/a/out", "web"].iter().all(|path| !ignored.contains(path)));
    }
}
