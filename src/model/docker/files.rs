//! Which files of the build context are where in a stage.
//!
//! Facts: the Dockerfile reference, "COPY" and "WORKDIR".

use super::{Instruction, Stage};
use crate::model::command::{self, needs_no_sources};
use crate::source::Files;
use crate::syntax::dockerfile::{Command, Text};

/// How many COPY and ADD instructions before one are looked at for what they bring; nobody writes so many.
const MOST_COPIES: usize = 100;

/// How many instructions before one are looked at for what they may bring.
const MOST_BEFORE: usize = 200;

/// Whether a command surely leaves no file of a program's sources behind.
fn brings_nothing(command: &command::Command<'_>) -> bool {
    const HARMLESS: [&str; 14] = [
        "adduser", "addgroup", "chmod", "chown", "echo", "groupadd", "mkdir", "npm", "pip", "pip3", "true", "useradd",
        "usermod", ":",
    ];
    let is_redirected = !command.redirections.is_empty();
    let is_harmless = || {
        command.is_any(&HARMLESS)
            && (!command.is_any(&["npm", "pip", "pip3"])
                || command.arguments.iter().any(|it| it.is("-g") || it.is("config")))
    };
    !is_redirected && (needs_no_sources(command) || is_harmless())
}

/// A file of the build context that a COPY brings into a stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    /// Its path relative to the root of the repository.
    pub path: String,
    /// Whether the instruction names it, by its name or by a pattern of its name, and not only a folder that it lies in.
    pub is_named: bool,
    /// Whether it is named by a pattern.
    pub is_pattern: bool,
}

/// A folder in a stage without `.` and `..`. It begins with `/`, or is relative to the working directory that the base image sets.
pub(super) fn join(folder: &str, path: &str) -> String {
    let absolute = path.starts_with('/') || folder.starts_with('/');
    let base = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("{}{}", if absolute { "/" } else { "" }, parts.join("/"))
}

/// Whether a name fits a pattern with `*` and `?`.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == b'?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((star_p, star_n)) => {
                    p = star_p + 1;
                    n = star_n + 1;
                    star = Some((star_p, star_n + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

impl<'d> Instruction<'d> {
    /// The working directory: absolute, or relative to the one that the base image sets. `None` if it cannot be known.
    pub fn workdir(self) -> Option<&'d str> {
        self.dockerfile().workdir_at(self.index())
    }

    /// The path (as [`workdir`](Self::workdir) gives them) of a file in the working directory.
    pub fn in_workdir(self, name: &str) -> Option<String> {
        Some(join(self.workdir()?, name))
    }

    /// The COPY and ADD instructions that bring files of the context to where this instruction stands, the last one first.
    pub fn copies_before(self) -> impl Iterator<Item = Instruction<'d>> {
        let dockerfile = self.dockerfile();
        let places = std::iter::successors(dockerfile.copy_before(self.index()), |at| dockerfile.copy_before(*at));
        places.take(MOST_COPIES).map(|at| dockerfile.instruction(at))
    }

    /// The file of the context that is at a path (as [`workdir`](Self::workdir) gives them) when this instruction runs, if a COPY
    /// before it brings one. `context` is the folder of the context.
    pub fn copied_file(self, path: &str, context: &str, files: &Files) -> Option<Copied> {
        self.copies_before().find_map(|copy| copy.brings(path, context, files))
    }

    /// The last COPY or ADD before this instruction that names a file of this name, and the source that is it.
    pub fn copied_by_name(self, name: &str) -> Option<(Instruction<'d>, &'d Text<'d>)> {
        let is_named = |source: &&Text<'_>| source.as_str().rsplit('/').next() == Some(name);
        self.copies_before().find_map(|copy| Some((copy, copy.copy()?.sources.iter().find(is_named)?)))
    }

    /// The path (as [`workdir`](Self::workdir) gives them) that COPY or ADD copies to.
    pub fn destination(self) -> Option<String> {
        let written = self.evaluate(&self.copy()?.destination);
        Some(join(self.workdir()?, written.as_str()?))
    }

    /// The file that this COPY puts at a path.
    fn brings(self, path: &str, context: &str, files: &Files) -> Option<Copied> {
        // A plain name has to be there, or nothing is built at all; it may well be a file that is not looked at here.
        self.sources_of(path, context, files).into_iter().find(|found| {
            let is_plain = found.is_named && !found.is_pattern;
            is_plain || files.exists(&found.path)
        })
    }

    /// The files of the context that would be at a path after this COPY if they were there, the one that counts first.
    pub fn sources_of(self, path: &str, context: &str, files: &Files) -> Vec<Copied> {
        let Some(copy) = self.copy().filter(|_| self.copied_from().is_none()) else { return Vec::new() };
        let written = self.evaluate(&copy.destination);
        let (Some(written), Some(destination)) = (written.as_str(), self.destination()) else { return Vec::new() };
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = if path.starts_with('/') && folder.is_empty() { "/" } else { folder };
        let is_folder = copy.sources.len() > 1 || written.ends_with(['/', '.']) || destination == folder;
        let found = copy.sources.iter().rev().filter_map(|source| {
            let source = self.evaluate(source);
            let source = join("/", source.as_str()?);
            let in_context = |below: &str| join("/", &format!("{context}/{source}/{below}"))[1..].to_owned();
            let source_folder = in_context("");
            let whole = if source.ends_with("/*") { in_context("..") } else { source_folder };
            if files.folder_exists(&whole) {
                let below = if destination == "/" { path.strip_prefix('/') } else { strip_folder(path, &destination) }?;
                let found = if whole.is_empty() { below.to_owned() } else { format!("{whole}/{below}") };
                return Some(Copied { path: found, is_named: false, is_pattern: false });
            }
            let (source_folder, pattern) = source.rsplit_once('/')?;
            // A file keeps its name in a folder, and has that of the destination otherwise.
            let name = if !is_folder && destination == path && !pattern.contains(['*', '?']) { pattern } else { name };
            let lies_there = if is_folder { destination == folder } else { destination == path };
            let fits = lies_there && matches(pattern.as_bytes(), name.as_bytes());
            let found = join("/", &format!("{context}/{source_folder}/{name}"))[1..].to_owned();
            let is_pattern = pattern.contains(['*', '?']);
            fits.then_some(Copied { path: found, is_named: true, is_pattern })
        });
        found.collect()
    }

    /// Whether surely nothing before this instruction puts a file at a path (as [`workdir`](Self::workdir) gives them): not the base image,
    /// which is an official one, no COPY, and no command.
    pub fn surely_lacks(self, path: &str, context: &str, files: &Files) -> bool {
        let Some(stage) = self.stage().filter(|_| path.starts_with('/')) else { return false };
        let is_official = stage.external_reference().is_some_and(|reference| reference.official().is_some());
        let before = stage.chain().flat_map(Stage::instructions).filter(|it| it.index() < self.index());
        is_official
            && !self.mounts().any(|mount| mount.kind() == "bind")
            && before.enumerate().all(|(count, it)| match it.command() {
                // What is not looked at may bring it.
                _ if count == MOST_BEFORE => false,
                Command::Run(_) => it.commands().iter().all(brings_nothing) && !it.commands().is_empty(),
                Command::Copy(_) | Command::Add(_) => !it.may_bring_file(path, context, files),
                Command::Onbuild(_) | Command::Invalid => false,
                _ => true,
            })
    }

    /// Whether COPY or ADD puts a file at a path, or may.
    fn may_bring_file(self, path: &str, context: &str, files: &Files) -> bool {
        let (Some(copy), Some(destination)) = (self.copy(), self.destination()) else { return true };
        let Some((folder, name)) = path.rsplit_once('/') else { return true };
        let folder = if folder.is_empty() { "/" } else { folder };
        let is_below = |folder: &str, of: &str| of == "/" || folder == of || strip_folder(folder, of).is_some();
        if !is_below(path, &destination) {
            return false;
        }
        if self.copied_from().is_some() || !self.syntax().heredocs.is_empty() {
            return true;
        }
        // Only plain files: their names tell where they go.
        copy.sources.iter().any(|source| {
            let source = self.evaluate(source);
            let Some(source) = source.as_str() else { return true };
            let source = join("/", source);
            let in_context = join("/", &format!("{context}/{source}"));
            let own_name = source.rsplit('/').next().unwrap_or_default();
            let is_file = files.exists(&in_context[1..]) && !files.folder_exists(&in_context[1..]);
            let is_renamed = destination == path;
            !is_file || is_renamed || destination == folder && own_name == name
        })
    }

    /// Whether it surely does the same whatever files of the context are there: it only says something about the image, or runs what needs
    /// none of them. WORKDIR, which makes a folder, does not count.
    pub fn needs_no_sources(self) -> bool {
        match self.command() {
            Command::Arg(_)
            | Command::Env(_)
            | Command::Expose(_)
            | Command::Label(_)
            | Command::Shell(_)
            | Command::User(_) => true,
            Command::Run(_) => self.script().is_some() && self.commands().iter().all(needs_no_sources),
            _ => false,
        }
    }

    /// For COPY or ADD of the whole context: the source that says so.
    pub fn copied_context(self) -> Option<&'d Text<'d>> {
        let copy = self.copy().filter(|_| self.copied_from().is_none())?;
        copy.sources.iter().find(|source| matches!(source.as_str(), "." | "./" | "*" | "./*"))
    }
}

/// What is left of a path below a folder.
fn strip_folder<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() {
        return (!path.starts_with('/')).then_some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// Whether an ignore file of a context may leave out a file that lies at the top of that or deeper. `path` is relative to the context; the
/// Dockerfile's own ignore file counts too. In doubt it may.
pub fn may_be_ignored(path: &str, context: &str, dockerfile: &str, files: &Files) -> bool {
    let in_context = |name: &str| if context.is_empty() { name.to_owned() } else { format!("{context}/{name}") };
    let ignore_files =
        [in_context(".dockerignore"), in_context(".containerignore"), format!("{dockerfile}.dockerignore")];
    let found = ignore_files.iter().filter_map(|name| files.find(name));
    found.flat_map(|file| files.get(file).text().lines()).any(|line| {
        let pattern = line.trim().trim_matches('/');
        if pattern.is_empty() || pattern.starts_with(['#', '!']) {
            return false;
        }
        let pattern = pattern.strip_prefix("**/").unwrap_or(pattern);
        let parts = path.split('/').chain([path]);
        pattern.contains('[') || parts.into_iter().any(|part| matches(pattern.as_bytes(), part.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::docker::Dockerfile;
    use crate::source::FileId;
    use crate::syntax::dockerfile::parse;

    /// The file of the context that is at `package-lock.json` in the working directory of the last instruction.
    fn lock(text: &str, names: &[&str]) -> Option<(String, bool)> {
        let (parsed, _) = parse(text, FileId(0));
        let dockerfile = Dockerfile::new(&parsed);
        let last = dockerfile.instructions().last().unwrap();
        let files = Files::new(Vec::new(), names.iter().map(|name| (*name).to_owned()).collect());
        let path = join(last.workdir()?, "package-lock.json");
        last.copied_file(&path, "web", &files).map(|copied| (copied.path, copied.is_named))
    }

    #[test]
    fn files_are_found_where_copies_put_them() {
        let names = ["web/package-lock.json", "web/ui/package-lock.json"];
        let at = |path: &str, named| Some((path.to_owned(), named));
        assert_eq!(lock("FROM a\nCOPY . .\nRUN x", &names), at("web/package-lock.json", false));
        assert_eq!(
            lock("FROM a\nWORKDIR /app\nCOPY . /app\nWORKDIR ui\nRUN x", &names),
            at("web/ui/package-lock.json", false)
        );
        assert_eq!(
            lock("FROM a\nWORKDIR /app\nCOPY package*.json ./\nRUN x", &names),
            at("web/package-lock.json", true)
        );
        assert_eq!(
            lock("FROM a\nCOPY package.json package-lock.json /b/\nWORKDIR /b\nRUN x", &names),
            at("web/package-lock.json", true)
        );
        assert_eq!(lock("FROM a\nCOPY ui /b\nWORKDIR /b\nRUN x", &names), at("web/ui/package-lock.json", false));
        assert_eq!(
            lock("FROM a AS b\nWORKDIR /app\nCOPY . .\nFROM b\nRUN x", &names),
            at("web/package-lock.json", false)
        );
        assert_eq!(lock("FROM a\nWORKDIR /\nCOPY . .\nRUN x", &names), at("web/package-lock.json", false));
    }

    #[test]
    fn a_file_that_is_named_has_to_be_there() {
        let found = lock("FROM a\nCOPY package-lock.json ./\nRUN x", &[]);
        assert_eq!(found, Some(("web/package-lock.json".to_owned(), true)));
        assert_eq!(lock("FROM a\nCOPY package*.json ./\nRUN x", &[]), None);
    }

    #[test]
    fn what_is_not_copied_is_not_found() {
        let names = ["web/package-lock.json", "web/ui/package.json"];
        for text in [
            "FROM a\nCOPY package.json .\nRUN x",
            "FROM a\nCOPY . /app\nRUN x",
            "FROM a\nCOPY ui .\nRUN x",
            "FROM a\nCOPY --from=b . .\nRUN x",
            "FROM a\nWORKDIR $X\nCOPY . .\nRUN x",
            "FROM a\nRUN x",
        ] {
            assert_eq!(lock(text, &names), None, "{text}");
        }
    }
}
