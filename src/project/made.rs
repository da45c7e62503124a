//! What may be there before a build though the repository does not have it: tools make it, or somebody keeps it out.

use super::Project;
use crate::kind::FileKind;
use crate::source::Files;

/// Folders that tools make.
const FOLDERS: [&str; 20] = [
    "target",
    "dist",
    "build",
    "builds",
    "out",
    "output",
    "bin",
    "obj",
    "release",
    "releases",
    "publish",
    "artifacts",
    "artifact",
    "vendor",
    "node_modules",
    "tmp",
    "temp",
    "generated",
    "coverage",
    "_output",
];

/// Endings of files that tools make, or that are kept out of repositories.
const ENDINGS: [&str; 38] = [
    "jar", "war", "ear", "whl", "tar", "gz", "tgz", "bz2", "xz", "zst", "zip", "7z", "deb", "rpm", "apk", "so", "a",
    "o", "dll", "exe", "bin", "wasm", "pyc", "crt", "cer", "pem", "key", "p12", "jks", "env", "db", "sqlite", "iso",
    "img", "onnx", "pt", "log", "lock",
];

impl Project<'_> {
    /// Whether git may keep a path out of the tree that is there all the same: an ignore file names it, or a submodule brings it, of which
    /// nothing may have been fetched.
    pub fn is_kept_out(&self, path: &str) -> bool {
        self.git_ignored().contains(path) || self.files().exists(".gitmodules")
    }

    /// Whether something that is not in the repository may be there before a build: it is called like what tools make, git may keep it
    /// out, it lies behind a link, or people and pipelines run commands that speak of it.
    pub fn may_be_made(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        looks_made(path)
            || self.is_kept_out(path)
            || lies_in_link(path, self.files())
            || is_mentioned(name, self.files())
    }
}

/// The ending of a file's name without the dot; empty if there is none.
pub fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Whether a path is called like what tools make, or what is kept out of repositories.
fn looks_made(path: &str) -> bool {
    let is_made = |part: &str| FOLDERS.contains(&part.to_ascii_lowercase().as_str()) || part.starts_with("cmake-build");
    let name = path.rsplit('/').next().unwrap_or_default();
    path.split('/').any(|part| is_made(part) || is_generated(part))
        || ENDINGS.contains(&ending(path))
        || name.starts_with(".env")
        || name == ".git"
}

/// Whether a name says that a code generator makes what is called so: `genproto`, `api.gen.go`, `demo_pb2.py`.
fn is_generated(name: &str) -> bool {
    name.split(['-', '_', '.']).any(|word| matches!(word, "gen" | "generated" | "autogen" | "genproto" | "pb2"))
        || name.contains(".pb.")
}

/// Whether a part of a path is a symbolic link to a folder, which is known as if it were a file.
fn lies_in_link(path: &str, files: &Files) -> bool {
    path.match_indices('/').any(|(at, _)| files.exists(&path[..at]))
}

/// Whether the commands of people or pipelines speak of a name.
fn is_mentioned(name: &str, files: &Files) -> bool {
    let runs = |kind: FileKind| {
        matches!(
            kind,
            FileKind::Commands
                | FileKind::GithubWorkflow
                | FileKind::GitlabCi
                | FileKind::CircleCi
                | FileKind::AzurePipelines
                | FileKind::BitbucketPipelines
        )
    };
    // A short name is in many a text.
    name.len() > 3 && files.iter().any(|(_, file)| runs(file.kind()) && file.text().contains(name))
}

#[cfg(test)]
mod tests {
    use super::looks_made;

    #[test]
    fn names_tell_what_tools_make() {
        for path in
            ["web/dist/app.js", "Build/x", "api.gen.go", "proto/demo_pb2.py", "cmake-build-debug/a", "app.jar", ".env"]
        {
            assert!(looks_made(path), "{path}");
        }
        for path in ["src/main.rs", "generator/main.go", "Makefile", "config/app.yaml", "distance/a.py"] {
            assert!(!looks_made(path), "{path}");
        }
    }
}
