//! Files whose names say nothing, but that others name: Dockerfiles of any name, the scripts that Dockerfiles start, the variables and
//! secrets of Compose files; and what lies beside a Dockerfile and says what the program needs.
//!
//! A cheap look at the lines, without parsing: it may take too many names, and the files' own texts then decide.

use rustc_hash::FxHashSet;

use super::{FileKind, Look, Verdict};

/// The endings of shell scripts.
const SHELL_ENDINGS: [&str; 3] = [".sh", ".bash", ".ash"];

/// Files that say which version of a language a program needs.
pub const REQUIREMENTS: [&str; 9] = [
    "go.mod",
    "package.json",
    ".nvmrc",
    ".node-version",
    "pyproject.toml",
    "Gemfile",
    ".ruby-version",
    "Cargo.toml",
    "global.json",
];

/// What the files of a tree name, by the last part of the path.
#[derive(Clone, Debug, Default)]
pub struct Named {
    dockerfiles: FxHashSet<String>,
    scripts: FxHashSet<String>,
    env_files: FxHashSet<String>,
    secrets: FxHashSet<String>,
    /// The folders with a Dockerfile.
    folders: FxHashSet<String>,
}

impl Named {
    /// Takes up the names that a file of this path and sort has in its text.
    pub fn note(&mut self, path: &str, kind: FileKind, text: &str) {
        if kind == FileKind::Compose {
            self.note_values(text);
        }
        match kind {
            FileKind::Compose
            | FileKind::Bake
            | FileKind::GithubWorkflow
            | FileKind::GithubAction
            | FileKind::GitlabCi
            | FileKind::CircleCi
            | FileKind::AzurePipelines
            | FileKind::BitbucketPipelines
            | FileKind::Kubernetes
            | FileKind::DevContainer => self.note_dockerfiles(text),
            FileKind::Dockerfile => {
                self.folders.insert(folder_of(path).to_owned());
                self.note_scripts(text);
            }
            _ => {}
        }
    }

    /// Takes up what others noted.
    pub fn merge(&mut self, other: Self) {
        self.dockerfiles.extend(other.dockerfiles);
        self.scripts.extend(other.scripts);
        self.env_files.extend(other.env_files);
        self.secrets.extend(other.secrets);
        self.folders.extend(other.folders);
    }

    /// What a file of this path may be.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = last_part(path);
        let is_script = self.scripts.contains(name);
        if REQUIREMENTS.contains(&name) && self.folders.contains(folder_of(path)) {
            Verdict::Certain(FileKind::Reference)
        } else if self.env_files.contains(name) && !is_script {
            Verdict::Certain(FileKind::EnvFile)
        } else if self.secrets.contains(name) && !is_script {
            Verdict::Certain(FileKind::Reference)
        } else if self.dockerfiles.contains(name) {
            Verdict::Look(Look::NamedDockerfile)
        } else if is_script {
            Verdict::Look(Look::Script)
        } else {
            Verdict::No
        }
    }

    fn note_dockerfiles(&mut self, text: &str) {
        let marks = ["dockerfile", "Dockerfile", "file:", "--file", " -f "];
        for line in text.lines().filter(|line| marks.iter().any(|mark| line.contains(mark))) {
            self.dockerfiles.extend(words(line).map(last_part).filter(|name| is_name(name)).map(str::to_owned));
        }
    }

    /// The files of variables and of secrets that a Compose file names.
    fn note_values(&mut self, text: &str) {
        self.env_files.insert(".env".to_owned());
        for line in text.lines() {
            let names = || words(line).map(last_part).filter(|name| is_name(name));
            if line.contains("env") {
                self.env_files.extend(names().filter(|name| name.contains("env")).map(str::to_owned));
            }
            if line.trim_start().starts_with("file:") {
                let is_secret = |name: &&str| !name.ends_with(".yml") && !name.ends_with(".yaml");
                self.secrets.extend(names().filter(is_secret).map(str::to_owned));
            }
        }
    }

    fn note_scripts(&mut self, text: &str) {
        let mut is_start = false;
        let mut continues = false;
        for line in text.lines() {
            if !continues {
                let keyword = line.split_whitespace().next().unwrap_or_default();
                let is = |name: &&str| keyword.eq_ignore_ascii_case(name);
                is_start = ["ENTRYPOINT", "CMD", "HEALTHCHECK"].iter().any(is);
            }
            continues = line.trim_end().ends_with(['\\', '`']);
            let wanted = |word: &&str| {
                let is_script =
                    SHELL_ENDINGS.iter().any(|ending| word.ends_with(ending)) || word.contains("entrypoint");
                is_script || is_start && word.contains('/')
            };
            let names = words(line).filter(wanted).map(last_part).filter(|name| is_name(name));
            self.scripts.extend(names.map(str::to_owned));
        }
    }
}

/// The words of a line, without what may stand around them.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '=' | '[' | ']' | '{' | '}' | '(' | ')' | ';');
    line.split(is_edge).filter(|word| !word.is_empty())
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['$', '*', ':', '\\']) && !name.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::by_content;

    #[test]
    fn what_others_name_is_looked_at() {
        let mut named = Named::default();
        named.note("compose.yaml", FileKind::Compose, "    build:\n      dockerfile: docker/app.build\n");
        named.note(
            "bin/Dockerfile",
            FileKind::Dockerfile,
            "FROM a\nCOPY run.sh /\nENTRYPOINT [\"/run.sh\", \\\n  \"/srv/start\"]\n",
        );
        let kind = |path: &str, text: &str| by_content(path, named.verdict(path), text);
        assert_eq!(kind("docker/app.build", "# x\nFROM alpine:3.22\n"), Some(FileKind::Dockerfile));
        assert_eq!(kind("docker/app.build", "From here on nothing is a Dockerfile\n"), None);
        assert_eq!(kind("bin/run.sh", "#!/bin/sh\n"), Some(FileKind::Script));
        assert_eq!(kind("bin/go.mod", "module a\n"), Some(FileKind::Reference));
        assert_eq!(kind("other/go.mod", "module a\n"), None);
        assert_eq!(kind("start", "\0"), None);
        assert_eq!(kind("other.sh", ""), None);
    }
}
