//! Files with commands that say which Compose files are taken together and with which variables, and how images are built,
//! and which folders of manifests are applied at once.

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

/// Whether a tree has Compose files, Dockerfiles and manifests.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    has_compose: bool,
    has_dockerfiles: bool,
    has_manifests: bool,
}

impl Companions {
    /// Takes up a file of this sort.
    pub fn note(&mut self, kind: FileKind) {
        self.has_compose |= kind == FileKind::Compose;
        self.has_dockerfiles |= kind == FileKind::Dockerfile;
        self.has_manifests |= kind == FileKind::Kubernetes;
    }

    /// What a file of this path may be.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let has_ending = |ending| name.rsplit_once('.').is_some_and(|(_, last)| last == ending);
        let is_makefile = matches!(name, "Makefile" | "makefile" | "GNUmakefile") || has_ending("mk");
        let is_known = is_makefile || has_ending("sh") || name == "package.json";
        let is_recipe = || name.starts_with("Jenkinsfile") || RECIPES.contains(&name) || has_ending("just");
        let may_name_files = self.has_compose || self.has_manifests;
        if may_name_files && (is_known || is_manual(name)) || self.has_dockerfiles && (is_known || is_recipe()) {
            Verdict::Look(Look::Commands)
        } else {
            Verdict::No
        }
    }
}

/// Whether a file of this name shows people which commands to type, in text that is no script.
pub fn is_manual(name: &str) -> bool {
    name.starts_with("README") && name.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "md" | "rst"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_looked_for_where_files_may_belong_together() {
        let mut companions = Companions::default();
        assert_eq!(companions.verdict("Makefile"), Verdict::No);
        companions.note(FileKind::Compose);
        for path in ["Makefile", "scripts/up.sh", "web/package.json", "build/docker.mk", "deploy/README.md"] {
            assert_eq!(companions.verdict(path), Verdict::Look(Look::Commands), "{path}");
        }
        for path in ["justfile", "docs/guide.md"] {
            assert_eq!(companions.verdict(path), Verdict::No, "{path}");
        }
        let mut companions = Companions::default();
        companions.note(FileKind::Dockerfile);
        for path in ["Makefile", "justfile", "ci/Jenkinsfile", "Taskfile.yml"] {
            assert_eq!(companions.verdict(path), Verdict::Look(Look::Commands), "{path}");
        }
        assert_eq!(companions.verdict("README.md"), Verdict::No);
        companions.note(FileKind::Kubernetes);
        assert_eq!(companions.verdict("README.md"), Verdict::Look(Look::Commands));
    }
}
