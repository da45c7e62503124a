//! Files that say something about Compose files: the values of their variables, and which of them are taken together.

use rustc_hash::FxHashSet;

use super::{FileKind, Look, Verdict};

/// The Compose files of a tree.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    folders: FxHashSet<String>,
    count: usize,
}

impl Companions {
    /// Takes up a file of this sort.
    pub fn note(&mut self, kind: FileKind, path: &str) {
        if kind == FileKind::Compose {
            self.folders.insert(folder(path).to_owned());
            self.count += 1;
        }
    }

    /// What a file of this path may be, beside the Compose files that were taken up. Where there is only one, there is nothing to be
    /// taken together.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let has_ending = |ending| name.rsplit_once('.').is_some_and(|(_, last)| last == ending);
        let is_makefile = matches!(name, "Makefile" | "makefile" | "GNUmakefile") || has_ending("mk");
        if name == ".env" && self.folders.contains(folder(path)) {
            Verdict::Certain(FileKind::Dotenv)
        } else if self.count > 1 && (is_makefile || has_ending("sh") || name == "package.json") {
            Verdict::Look(Look::Commands)
        } else {
            Verdict::No
        }
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_compose_files_is_looked_at() {
        let mut companions = Companions::default();
        assert_eq!(companions.verdict(".env"), Verdict::No);
        companions.note(FileKind::Compose, "deploy/compose.yaml");
        companions.note(FileKind::Dockerfile, "Dockerfile");
        assert_eq!(companions.verdict("deploy/.env"), Verdict::Certain(FileKind::Dotenv));
        for path in [".env", "deploy/.env.example", "Makefile"] {
            assert_eq!(companions.verdict(path), Verdict::No, "{path}");
        }
        companions.note(FileKind::Compose, "deploy/compose.prod.yaml");
        for path in ["Makefile", "scripts/up.sh", "web/package.json", "build/docker.mk"] {
            assert_eq!(companions.verdict(path), Verdict::Look(Look::Commands), "{path}");
        }
    }
}
