//! What a Dockerfile takes from the context of its builds, and what is there.
//!
//! Facts: the Dockerfile reference, "COPY" and "RUN --mount"; Docker's manual, "Build context"; BuildKit,
//! `frontend/dockerfile/dockerfile2llb/convert.go` (paths are cleaned as if the context were the root of a file system).

use super::{Dockerfiles, Named, Target};
use crate::model::command::Installation;
use crate::model::docker::{Dockerfile, Instruction, may_be_ignored};
use crate::model::dockerignore::{IgnoreFile, Pattern};
use crate::project::made::ending;
use crate::source::{FileId, Files, Span, join_path};
use crate::spelling;

/// A file or folder of the context that COPY, ADD or a mount of RUN names.
#[derive(Debug)]
pub struct ContextSource<'d> {
    /// The instruction.
    pub instruction: Instruction<'d>,
    /// Where it is written.
    pub span: Span,
    /// How it is written, without quotes.
    pub written: String,
    /// The path from the context on; empty for the whole of it.
    pub path: String,
    /// Whether it would leave the context if the builder let it.
    pub climbs_out: bool,
    /// Whether it is a pattern.
    pub is_pattern: bool,
}

/// The folder that a Dockerfile is built in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Context {
    /// The folder relative to the root.
    pub folder: String,
    /// Whether a build says so; otherwise what is copied tells it.
    pub is_named: bool,
}

impl Context {
    /// A path of the context, relative to the root.
    pub fn at(&self, path: &str) -> String {
        join_path(&self.folder, path.trim_start_matches('/')).unwrap_or_default()
    }

    /// Whether there is a file or folder at a path of the context.
    pub fn has(&self, path: &str, files: &Files) -> bool {
        let path = self.at(path);
        files.exists(&path) || files.folder_exists(&path)
    }

    /// The name of what stands in the context, in the folder of a path, under nearly the name of that: with other letters, but of the same
    /// ending.
    pub fn near<'f>(&self, path: &str, files: &'f Files) -> Option<&'f str> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let at = self.at(folder);
        let start = if at.is_empty() { 0 } else { at.len() + 1 };
        let beside = files.below(&at).map(|path| path[start..].split('/').next().unwrap_or_default());
        let mut beside: Vec<&str> = beside.filter(|other| ending(other) == ending(name)).collect();
        beside.dedup();
        spelling::nearest(name, beside.into_iter().filter(|_| name.len() > 3))
    }

    /// The ignore file that counts for a Dockerfile: its own, else that of the context. `None` where there is none, or where it depends
    /// on the builder.
    pub fn ignore_file<'f>(&self, dockerfile: FileId, files: &'f Files) -> Option<IgnoreFile<'f>> {
        let own = format!("{}.dockerignore", files.get(dockerfile).path());
        let id = match files.find(&own) {
            Some(id) => id,
            None if files.exists(&self.at(".containerignore")) => return None,
            None => files.find(&self.at(".dockerignore"))?,
        };
        Some(IgnoreFile::new(files.get(id).text(), id))
    }
}

/// The files of the context that a pattern matches, with their paths from the context on.
pub fn matching<'f>(context: &Context, pattern: &str, files: &'f Files) -> Vec<&'f str> {
    let Some(parsed) = Pattern::new(pattern) else { return Vec::new() };
    let fixed = pattern.split('/').take_while(|part| !part.contains(['*', '?', '['])).collect::<Vec<_>>().join("/");
    let start = if context.folder.is_empty() { 0 } else { context.folder.len() + 1 };
    let below = files.below(&context.at(&fixed)).map(|path| &path[start..]);
    below.filter(|path| parsed.matches(path)).collect()
}

/// All that a Dockerfile takes from its context, as far as it is known.
pub fn context_sources<'d>(dockerfile: &'d Dockerfile<'d>) -> Vec<ContextSource<'d>> {
    let mut found = Vec::new();
    for instruction in dockerfile.instructions() {
        if let Some(copy) = instruction.copy().filter(|_| instruction.copied_from().is_none()) {
            let known = copy.sources.iter().filter(|source| !source.as_str().contains('$')).filter_map(|source| {
                let value = instruction.evaluate(source);
                source_of(instruction, source.span(), value.as_str()?)
            });
            found.extend(known);
        }
        for mount in instruction.mounts().filter(|mount| mount.kind() == "bind" && mount.from().is_none()) {
            let source = mount.place_of(&["source", "src"]);
            found.extend(source.and_then(|(written, span)| source_of(instruction, span, written)));
        }
    }
    found
}

fn source_of<'d>(instruction: Instruction<'d>, span: Span, written: &str) -> Option<ContextSource<'d>> {
    let is_elsewhere = written.contains("://") || written.starts_with("git@") || written.contains(['$', '\\']);
    if is_elsewhere || written.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    let mut climbs_out = false;
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => climbs_out |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    Some(ContextSource {
        instruction,
        span,
        written: written.to_owned(),
        path: parts.join("/"),
        climbs_out,
        is_pattern: written.contains(['*', '?', '[']),
    })
}

impl ContextSource<'_> {
    /// Whether it is a single file or folder other than the whole context.
    pub fn is_named(&self) -> bool {
        !self.is_pattern && !self.path.is_empty() && !self.climbs_out
    }
}

impl Dockerfiles<'_> {
    /// The folders that a Dockerfile is surely built in, if that can be told of all its builds. Where nothing builds it, the sources tell:
    /// those that are named lie in its own folder, or all of them in one above.
    pub fn contexts(&self, dockerfile: &Dockerfile<'_>, sources: &[ContextSource<'_>], files: &Files) -> Vec<Context> {
        let mut named: Vec<Context> = Vec::new();
        let mut is_built = false;
        for build in self.builds_of(dockerfile.file()) {
            is_built = true;
            match &build.context {
                Named::Path(folder) => named.push(Context { folder: folder.clone(), is_named: true }),
                Named::Elsewhere | Named::Unknown => return Vec::new(),
            }
        }
        if is_built {
            named.dedup();
            return named;
        }
        conventional(files.get(dockerfile.file()).folder(), sources, files).into_iter().collect()
    }

    /// The files that an installation at the top of the context reads, relative to that, the manifest first. `None` if they cannot be told,
    /// may not be part of the context, or it is not clear which folder that is.
    pub fn files_of(&self, found: &Installation<'_>, dockerfile: FileId, files: &Files) -> Option<Vec<String>> {
        let contexts = self.contexts_of(dockerfile, files);
        let is_in = |context: &String| {
            found.manifest.and_then(|name| join_path(context, name)).is_some_and(|it| files.exists(&it))
        };
        if !self.has_known_context(dockerfile) && !contexts.iter().any(is_in) {
            return found.usual_files();
        }
        let mut having = contexts.iter().filter_map(|context| Some((context, found.files(context, files)?)));
        let (Some((context, names)), None) = (having.next(), having.next()) else { return None };
        let path = files.get(dockerfile).path();
        let is_odd = |name: &String| {
            name.contains([' ', '"', '$', '*', '?', '[', '\\']) || may_be_ignored(name, context, path, files)
        };
        (!names.iter().any(is_odd)).then_some(names)
    }

    /// Whether a stage becomes an image, or part of one.
    pub fn is_built(&self, instruction: Instruction<'_>) -> bool {
        let Some(stage) = instruction.stage() else { return false };
        let is_target = |target: &Target| match target {
            Target::Stage(name, _) => stage.dockerfile().target(name).is_some_and(|target| target == stage),
            Target::Last | Target::Unknown => false,
        };
        stage.is_final()
            || stage.is_used()
            || self.builds_of(stage.dockerfile().file()).any(|build| is_target(&build.target))
    }
}

/// The folder, at or above that of a Dockerfile, which has some of what is copied by name, where no other has any of it.
fn conventional(own: &str, sources: &[ContextSource<'_>], files: &Files) -> Option<Context> {
    let is_there = |folder: &str| {
        let context = Context { folder: folder.to_owned(), is_named: false };
        sources.iter().any(|source| source.is_named() && context.has(&source.path, files))
    };
    let ends = own.rmatch_indices('/').map(|(at, _)| &own[..at]);
    let above = ends.chain((!own.is_empty()).then_some(""));
    let mut having = std::iter::once(own).chain(above).filter(|folder| is_there(folder));
    let folder = having.next()?;
    having.next().is_none().then(|| Context { folder: folder.to_owned(), is_named: false })
}
