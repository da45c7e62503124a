//! Files with commands that say which Compose files are taken together, and how images are built.

use super::{FileKind, Look, Verdict};

/// Files of the tools task and just.
const RECIPES: [&str; 9] = [
    ".justfile",
    "Justfile",
    "Taskfile.dist.yaml",
    "Taskfile.dist.yml",
    "Taskfile.yaml",
    "Taskfile.yml",
    "justfile",
    "taskfile.yaml",
    "taskfile.yml",
];

/// How many Compose files and Dockerfiles a tree has.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    compose: usize,
    dockerfiles: usize,
}

impl Companions {
    /// Takes up a file of this sort.
    pub fn note(&mut self, kind: FileKind) {
        self.compose += usize::from(kind == FileKind::Compose);
        self.dockerfiles += usize::from(kind == FileKind::Dockerfile);
    }

    /// What a file of this path may be. Where there is only one Compose file and no Dockerfile, there is nothing to be taken together,
    /// and nothing to be built.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let has_ending = |ending| name.rsplit_once('.').is_some_and(|(_, last)| last == ending);
        let is_makefile = matches!(name, "Makefile" | "makefile" | "GNUmakefile") || has_ending("mk");
        let is_known = is_makefile || has_ending("sh") || name == "package.json";
        let is_recipe = || name.starts_with("Jenkinsfile") || RECIPES.contains(&name) || has_ending("just");
        if self.compose > 1 && is_known || self.dockerfiles > 0 && (is_known || is_recipe()) {
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
        assert_eq!(companions.verdict("Makefile"), Verdict::No);
        companions.note(FileKind::Compose);
        for path in ["Makefile", "scripts/up.sh", "web/package.json", "build/docker.mk"] {
            assert_eq!(companions.verdict(path), Verdict::Look(Look::Commands), "{path}");
        }
        assert_eq!(companions.verdict("justfile"), Verdict::No);
        companions.note(FileKind::Dockerfile);
        for path in ["Makefile", "justfile", "ci/Jenkinsfile", "Taskfile.yml"] {
            assert_eq!(companions.verdict(path), Verdict::Look(Look::Commands), "{path}");
        }
        assert_eq!(companions.verdict("README.md"), Verdict::No);
    }
}
