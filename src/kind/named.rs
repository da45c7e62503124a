//! Files whose names say nothing, but that others name: Dockerfiles of any name, and the scripts that Dockerfiles start.
//!
//! A cheap look at the lines, without parsing: it may take too many names, and the files' own texts then decide.

use rustc_hash::FxHashSet;

use super::{FileKind, Look, Verdict};

/// The endings of shell scripts.
const SHELL_ENDINGS: [&str; 3] = [".sh", ".bash", ".ash"];

/// What the files of a tree name, by the last part of the path.
#[derive(Clone, Debug, Default)]
pub struct Named {
    dockerfiles: FxHashSet<String>,
    scripts: FxHashSet<String>,
}

impl Named {
    /// Takes up the names that a file of this sort has in its text.
    pub fn note(&mut self, kind: FileKind, text: &str) {
        match kind {
            FileKind::Compose
            | FileKind::Bake
            | FileKind::GithubWorkflow
            | FileKind::GithubAction
            | FileKind::GitlabCi
            | FileKind::CircleCi
            | FileKind::AzurePipelines
            | FileKind::BitbucketPipelines
            | FileKind::Kubernetes => self.note_dockerfiles(text),
            FileKind::Dockerfile => self.note_scripts(text),
            _ => {}
        }
    }

    /// Takes up what others noted.
    pub fn merge(&mut self, other: Self) {
        self.dockerfiles.extend(other.dockerfiles);
        self.scripts.extend(other.scripts);
    }

    /// What a file of this path may be.
    pub fn verdict(&self, path: &str) -> Verdict {
        let name = last_part(path);
        if self.dockerfiles.contains(name) {
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
        named.note(FileKind::Compose, "    build:\n      dockerfile: docker/app.build\n");
        named.note(FileKind::Dockerfile, "FROM a\nCOPY run.sh /\nENTRYPOINT [\"/run.sh\", \\\n  \"/srv/start\"]\n");
        let kind = |path: &str, text: &str| by_content(path, named.verdict(path), text);
        assert_eq!(kind("docker/app.build", "# x\nFROM alpine:3.22\n"), Some(FileKind::Dockerfile));
        assert_eq!(kind("docker/app.build", "From here on nothing is a Dockerfile\n"), None);
        assert_eq!(kind("bin/run.sh", "#!/bin/sh\n"), Some(FileKind::Script));
        assert_eq!(kind("start", "\0"), None);
        assert_eq!(kind("other.sh", ""), None);
    }
}
