//! Files whose names say nothing, but that others name: Dockerfiles of any name, the scripts that Dockerfiles start, and the variables
//! and secrets that Compose files give to services; and what lies beside a Dockerfile and says what the program needs.
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
    attached: FxHashSet<String>,
    /// Whether there is a Compose file, which takes its variables from `.env`, of which there may be samples.
    has_compose: bool,
    /// The folders with a Dockerfile.
    folders: FxHashSet<String>,
}

impl Named {
    /// Takes up the names that a file of this path and sort has in its text.
    pub fn note(&mut self, path: &str, kind: FileKind, text: &str) {
        if kind == FileKind::Compose {
            self.has_compose = true;
            self.note_attached(text);
        }
        self.note_env_files(text);
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
        self.attached.extend(other.attached);
        self.has_compose |= other.has_compose;
        self.folders.extend(other.folders);
    }

    /// What a file of this path may be.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = last_part(path);
        let is_sample = ["env.example", "env.sample", "env.dist", "example.env", "sample.env"].contains(&name);
        let is_env = self.has_compose && (is_sample || name == ".env" || name.starts_with(".env."));
        if REQUIREMENTS.contains(&name) && self.folders.contains(folder_of(path)) {
            Verdict::Certain(FileKind::Requirement)
        } else if is_env || self.attached.contains(name) {
            Verdict::Look(Look::Attached)
        } else if self.dockerfiles.contains(name) {
            Verdict::Look(Look::NamedDockerfile)
        } else if self.scripts.contains(name) {
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

    /// The names under `env_file`, and the files of the top-level section of secrets.
    fn note_attached(&mut self, text: &str) {
        let (mut is_env, mut is_secrets) = (false, false);
        for line in text.lines() {
            let inner = line.trim_start();
            if inner.is_empty() || inner.starts_with('#') {
                continue;
            }
            if inner.len() == line.len() && !inner.starts_with('-') {
                is_secrets = inner.starts_with("secrets:");
            }
            let is_item = inner.starts_with('-') || inner.starts_with("path:");
            is_env = inner.starts_with("env_file:") || is_env && (is_item || inner.starts_with("required:"));
            if is_env || is_secrets && inner.contains("file:") {
                let names = words(inner).map(last_part).filter(|name| is_name(name));
                self.attached.extend(names.map(str::to_owned));
            }
        }
    }

    /// The names behind `--env-file`, and those in `COMPOSE_ENV_FILES`, which are separated by commas.
    fn note_env_files(&mut self, text: &str) {
        for mark in ["--env-file", "COMPOSE_ENV_FILES"] {
            let rests = text.match_indices(mark).filter_map(|(at, _)| text[at + mark.len()..].lines().next());
            for rest in rests {
                let rest = rest.trim_start_matches([' ', '=', ':', '"', '\'']);
                let end = rest.find([' ', '"', '\'']).unwrap_or(rest.len());
                let names = rest[..end].split(',').map(last_part).filter(|name| is_name(name));
                self.attached.extend(names.map(str::to_owned));
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
        assert_eq!(kind("bin/go.mod", "module a\n"), Some(FileKind::Requirement));
        assert_eq!(kind("other/go.mod", "module a\n"), None);
        assert_eq!(kind("start", "\0"), None);
        assert_eq!(kind("other.sh", ""), None);
    }

    #[test]
    fn what_a_compose_file_gives_to_services_is_read() {
        let mut named = Named::default();
        assert_eq!(named.verdict(".env"), Verdict::No);
        let text = "services:\n  a:\n    env_file:\n      - path: ./a.vars\n        required: false\n      - b.vars\n    file: c\n\
                    secrets:\n  key:\n    file: ./key.txt\nconfigs:\n  x:\n    file: x.conf\n";
        named.note("compose.yaml", FileKind::Compose, text);
        let read = |path: &str| named.verdict(path) == Verdict::Look(Look::Attached);
        assert!(
            ["x/.env", ".env.example", "env.example", "a.vars", "b.vars", "s/key.txt"].iter().all(|path| read(path))
        );
        assert!(["c", "x.conf", "a", "app.env"].iter().all(|path| !read(path)));
        let mut named = Named::default();
        named.note("Makefile", FileKind::Commands, "up:\n\tdocker compose --env-file deploy/prod.vars up\n");
        named.note("ci.yml", FileKind::GithubWorkflow, "env:\n  COMPOSE_ENV_FILES: a.env,b/c.txt\n");
        assert!(["prod.vars", "a.env", "c.txt"].iter().all(|path| named.verdict(path) != Verdict::No));
    }
}
