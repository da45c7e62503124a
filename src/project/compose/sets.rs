//! Which Compose files the repository's own commands take together: in pipelines, Makefiles, shell scripts, the README, the scripts of a
//! `package.json`, the comments of the Compose files themselves, and by `COMPOSE_FILE` in a `.env`.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::kind::FileKind;
use crate::model::compose::dotenv::{self, Variables};
use crate::model::compose::invocation::{Invocation, invocations};
use crate::model::compose::{ComposeFile, Role};
use crate::model::github::{Action, Step, Workflow};
use crate::model::gitlab::PipelineFile;
use crate::model::script::{self, Script};
use crate::source::{FileId, Files, join_path};
use crate::syntax::{Document, Syntax};
use crate::tree::{Node, Tree};

/// What commands say about Compose files.
#[derive(Debug, Default)]
pub(super) struct Sets {
    /// Files that are taken together, the weakest first; more than one each.
    pub(super) together: Vec<Vec<FileId>>,
    /// Files that are named, and taken alone.
    pub(super) alone: FxHashSet<FileId>,
    /// Files that are laid over another one.
    pub(super) layers: FxHashSet<FileId>,
    /// Files that are taken together with others that cannot be told.
    pub(super) open: FxHashSet<FileId>,
    /// Files that are taken together where none is named.
    pub(super) by_default: FxHashSet<FileId>,
}

impl Sets {
    /// Looks at all that may have a command.
    pub(super) fn new(files: &Files, documents: &[Document<'_>], written: &[ComposeFile<'_>]) -> Self {
        let mut found = Self::default();
        if written.len() < 2 {
            return found;
        }
        let finder = Finder::new(files, written);
        let mut seen = FxHashSet::default();
        for document in documents {
            for (folder, invocation) in of_document(files, document) {
                if dotenv::is_taken_by_itself(files.get(document.file))
                    && let Some(set) = invocation.known().and_then(|names| finder.at(&folder, &names))
                    && set.len() > 1
                {
                    found.by_default.extend(set);
                }
                // A manual shows one of several ways: what it names alone may still be laid over something.
                let is_manual = files.get(document.file).name().starts_with("README");
                if invocation.files.is_empty() || is_manual && invocation.files.len() < 2 {
                    continue;
                }
                if seen.insert((
                    folder.clone(),
                    invocation.files.clone(),
                    invocation.folder.clone(),
                    invocation.is_open,
                )) {
                    found.take(&finder, &folder, &invocation);
                }
            }
        }
        found
    }

    /// Whether a file is a part of others, and never taken by itself.
    pub(super) fn is_part(&self, file: ComposeFile<'_>) -> bool {
        let is_found = matches!(file.role, Role::Canonical(_)) && !self.by_default.contains(&file.file);
        let is_together = || self.together.iter().any(|set| set.contains(&file.file));
        !is_found && !self.alone.contains(&file.file) && !self.open.contains(&file.file) && is_together()
    }

    fn take(&mut self, finder: &Finder<'_>, folder: &str, invocation: &Invocation) {
        if let Some(set) =
            invocation.known().and_then(|names| finder.find(folder, invocation.folder.as_deref(), &names))
        {
            match set.as_slice() {
                [only] if finder.roles[only] == Role::Named => {
                    self.alone.insert(*only);
                }
                [_, layers @ ..] if !layers.is_empty() => {
                    self.layers.extend(layers);
                    if !self.together.contains(&set) {
                        self.together.push(set);
                    }
                }
                _ => {}
            }
            return;
        }
        let seen: Vec<&str> = invocation.files.iter().flatten().map(String::as_str).collect();
        for name in seen {
            self.open.extend(finder.find(folder, invocation.folder.as_deref(), &[name]).into_iter().flatten());
        }
    }
}

/// Finds the Compose files that a command means.
pub(super) struct Finder<'f> {
    pub(super) files: &'f Files,
    roles: FxHashMap<FileId, Role>,
    /// The folders with Compose files.
    folders: Vec<&'f str>,
}

impl<'f> Finder<'f> {
    pub(super) fn new(files: &'f Files, written: &[ComposeFile<'_>]) -> Self {
        let roles: FxHashMap<FileId, Role> = written.iter().map(|file| (file.file, file.role)).collect();
        let mut folders: Vec<&str> = written.iter().map(|file| files.get(file.file).folder()).collect();
        folders.sort_unstable();
        folders.dedup();
        Self { files, roles, folders }
    }

    /// The folders that the names in a command may start from: below the one that it was sent to, that of the file with the command, and
    /// those above it.
    pub(super) fn starts(folder: &str, sent_to: Option<&str>) -> Vec<String> {
        let above = || {
            std::iter::successors(Some(folder), |folder| {
                (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
            })
        };
        let sent = above().filter_map(|above| join_path(above, sent_to?));
        sent.chain(above().map(str::to_owned)).collect()
    }

    /// The files that are taken in a folder where none is named.
    pub(super) fn by_default(&self, folder: &str) -> Vec<FileId> {
        let all =
            self.roles.iter().filter(|(file, role)| **role != Role::Named && self.files.get(**file).folder() == folder);
        all.map(|(file, _)| *file).collect()
    }

    /// The files of these names: below the folder that the command was sent to, that of the file with the command, the nearest one above
    /// it, or the only folder of the repository that has them all.
    fn find(&self, folder: &str, sent_to: Option<&str>, names: &[&str]) -> Option<Vec<FileId>> {
        if let Some(found) = Self::starts(folder, sent_to).iter().find_map(|folder| self.at(folder, names)) {
            return Some(found);
        }
        let mut elsewhere = self.folders.iter().filter_map(|folder| self.at(folder, names));
        let found = elsewhere.next()?;
        elsewhere.next().is_none().then_some(found)
    }

    /// The files of these names relative to a folder.
    pub(super) fn at(&self, folder: &str, names: &[&str]) -> Option<Vec<FileId>> {
        let mut found = Vec::with_capacity(names.len());
        for name in names {
            let file = self.files.find(&join_path(folder, name)?).filter(|file| self.roles.contains_key(file))?;
            if !found.contains(&file) {
                found.push(file);
            }
        }
        Some(found)
    }
}

/// The invocations of a document, with the folders that they are written for.
pub(super) fn of_document(files: &Files, document: &Document<'_>) -> Vec<(String, Invocation)> {
    let source = files.get(document.file);
    let text = source.text();
    let own = || source.folder().to_owned();
    let in_text = |text: &str| invocations(text).into_iter().map(|invocation| (own(), invocation)).collect();
    match document.kind {
        FileKind::Attached if dotenv::is_taken_by_itself(source) => {
            let variables = Variables::read(document.file, text);
            let value = variables.get("COMPOSE_FILE").filter(|value| !value.is_empty());
            let of = |value| Invocation::of_variable(value, variables.get("COMPOSE_PATH_SEPARATOR"));
            value.map(|value| (own(), of(value))).into_iter().collect()
        }
        FileKind::Commands | FileKind::Requirement if source.name() == "package.json" => {
            in_text(&package_scripts(text))
        }
        FileKind::Commands | FileKind::Script => in_text(text),
        FileKind::Compose
            if ["compose -f", "compose --file", "compose --env-file"].iter().any(|it| text.contains(it)) =>
        {
            let comments = text.lines().filter_map(|line| line.trim_start().strip_prefix('#'));
            in_text(&comments.collect::<Vec<_>>().join("\n"))
        }
        _ if text.contains("compose") || text.contains("COMPOSE_") => of_pipeline(document),
        _ => Vec::new(),
    }
}

/// The commands of a `package.json`, one a line.
pub fn package_scripts(text: &str) -> Cow<'_, str> {
    let package: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let scripts = package.as_ref().and_then(|package| package.get("scripts")?.as_object());
    let commands = scripts.into_iter().flatten().filter_map(|(_, command)| command.as_str());
    commands.collect::<Vec<_>>().join("\n").into()
}

/// The invocations of a pipeline. They run at the root of the repository, but for what the steps of a workflow say.
fn of_pipeline(document: &Document<'_>) -> Vec<(String, Invocation)> {
    let Syntax::Tree(tree) = &document.syntax else { return Vec::new() };
    let scripts = match document.kind {
        FileKind::GithubWorkflow | FileKind::GithubAction => return of_github(tree),
        FileKind::GitlabCi => PipelineFile::new(tree.roots()).map(script::of_gitlab).unwrap_or_default(),
        FileKind::CircleCi => script::of_circleci(tree),
        FileKind::AzurePipelines => script::of_azure(tree),
        FileKind::BitbucketPipelines => script::of_bitbucket(tree),
        _ => return Vec::new(),
    };
    let commands = scripts.iter().map(Script::text).collect::<Vec<_>>().join("\n");
    let found = invocations(&commands).into_iter().chain(of_environment(tree));
    found.map(|invocation| (String::new(), invocation)).collect()
}

fn of_github(tree: &Tree<'_>) -> Vec<(String, Invocation)> {
    let Some(root) = tree.root().filter(|root| root.is_map()) else { return Vec::new() };
    let mut found: Vec<_> = of_environment(tree).map(|invocation| (String::new(), invocation)).collect();
    let mut take = |step: Step<'_>, folder: Option<String>| {
        let commands = step.run().map_or(Vec::new(), |run| invocations(run.text()));
        found.extend(commands.into_iter().map(|it| match &folder {
            Some(folder) => (folder.clone(), it),
            None => (String::new(), Invocation { is_open: true, ..it }),
        }));
    };
    let path = ["defaults", "run", "working-directory"];
    let folder_of =
        |node: Option<Node<'_>>| node.map_or_else(|| Some(String::new()), |node| join_path("", node.as_str()?));
    for job in (Workflow { root }).jobs() {
        let of_job = || job.node.at(&path).or_else(|| root.at(&path));
        job.steps().for_each(|step| take(step, folder_of(step.get("working-directory").or_else(of_job))));
    }
    (Action { root }).steps().for_each(|step| take(step, folder_of(step.get("working-directory"))));
    found
}

/// What the variables of a pipeline say.
fn of_environment<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = Invocation> + use<'t> {
    let value = |map: Node<'t>, name: &str| map.get(name)?.as_str();
    tree.all().filter(|node| node.is_map()).filter_map(move |map| {
        let files = value(map, "COMPOSE_FILE").map(|text| Invocation::of_variable(text, None));
        let env_files = value(map, "COMPOSE_ENV_FILES").map(Invocation::of_env_files);
        let is_said = files.is_some() || env_files.is_some();
        let env_files = env_files.unwrap_or_default().env_files;
        is_said.then(|| Invocation { env_files, ..files.unwrap_or_default() })
    })
}
