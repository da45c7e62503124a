//! Files with commands that say which Compose files are taken together.

use super::{FileKind, Look, Verdict};

/// How many Compose files a tree has.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    count: usize,
}

impl Companions {
    /// Takes up a file of this sort.
    pub fn note(&mut self, kind: FileKind) {
        self.count += usize::from(kind == FileKind::Compose);
    }

    /// What a file of this path may be. Where there is only one Compose file, there is nothing to be taken together.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let has_ending = |ending| name.rsplit_once('.').is_some_and(|(_, last)| last == ending);
        let is_makefile = matches!(name, "Makefile" | "makefile" | "GNUmakefile") || has_ending("mk");
        if self.count > 1 && (is_makefile || has_ending("sh") || name == "package.json") {
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
        companions.note(FileKind::Compose);
        companions.note(FileKind::Dockerfile);
        assert_eq!(companions.verdict("Makefile"), Verdict::No);
        companions.note(FileKind::Compose);
        for path in ["Makefile", "scripts/up.sh", "web/package.json", "build/docker.mk"] {
            assert_eq!(companions.verdict(path), Verdict::Look(Look::Commands), "{path}");
        }
        assert_eq!(companions.verdict("README.md"), Verdict::No);
    }
}
