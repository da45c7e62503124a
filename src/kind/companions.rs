//! Files with commands that say which Compose files are taken together, and with which variables.

use super::{FileKind, Look, Verdict};

/// Whether a tree has Compose files.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    has_compose: bool,
}

impl Companions {
    /// Takes up a file of this sort.
    pub fn note(&mut self, kind: FileKind) {
        self.has_compose |= kind == FileKind::Compose;
    }

    /// What a file of this path may be.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let has_ending = |ending| name.rsplit_once('.').is_some_and(|(_, last)| last == ending);
        let is_makefile = matches!(name, "Makefile" | "makefile" | "GNUmakefile") || has_ending("mk");
        let is_manual = name.starts_with("README") && (has_ending("md") || has_ending("rst"));
        if self.has_compose && (is_makefile || is_manual || has_ending("sh") || name == "package.json") {
            Verdict::Look(Look::Commands)
        } else {
            Verdict::No
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_looked_for_where_files_may_belong_together() {
        let mut companions = Companions::default();
        companions.note(FileKind::Dockerfile);
        assert_eq!(companions.verdict("Makefile"), Verdict::No);
        companions.note(FileKind::Compose);
        for path in ["Makefile", "scripts/up.sh", "web/package.json", "build/docker.mk", "deploy/README.md"] {
            assert_eq!(companions.verdict(path), Verdict::Look(Look::Commands), "{path}");
        }
        assert_eq!(companions.verdict("docs/guide.md"), Verdict::No);
    }
}
