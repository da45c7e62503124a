//! Directories of Terraform configuration as modules, and which of them call which.

use rustc_hash::FxHashMap;

use crate::kind::FileKind;
use crate::model::terraform::{Block, Module, ModuleSource, is_environment, is_example};
use crate::source::{Files, SourceFile, join_path};
use crate::syntax::{Document, Syntax};

/// The keywords of a configuration's blocks, for reading JSON.
const KEYWORDS: [&str; 14] = [
    "check",
    "data",
    "ephemeral",
    "import",
    "locals",
    "module",
    "moved",
    "output",
    "provider",
    "removed",
    "resource",
    "terraform",
    "variable",
    "encryption",
];

/// All modules of the repository.
#[derive(Debug, Default)]
pub struct Modules<'p> {
    all: Vec<Module<'p>>,
    by_folder: FxHashMap<&'p str, usize>,
    /// For each module the modules that call it by a local path.
    callers: Vec<Vec<usize>>,
    /// For each module whether it is surely run by itself.
    roots: Vec<bool>,
    /// For each module whether it is surely part of what is run.
    deployed: Vec<bool>,
    /// Whether settings of backends are given in files of their own or on a command line of a pipeline.
    completes_backends: bool,
}

impl<'p> Modules<'p> {
    /// Puts the files of each directory together. `documents` has one entry for each file, in the order of the file ids.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>]) -> Self {
        let mut found = Self::default();
        for document in documents {
            let file = files.get(document.file);
            if matches!(document.kind, FileKind::Terraform | FileKind::TerraformJson) && !is_shadowed(files, file) {
                found.add(file, document);
            }
        }
        found.callers = vec![Vec::new(); found.all.len()];
        let called: Vec<Vec<usize>> = (0..found.all.len()).map(|caller| found.called(caller)).collect();
        for (caller, called) in called.iter().enumerate() {
            for at in called {
                found.callers[*at].push(caller);
            }
        }
        found.completes_backends = found.all.iter().any(|module| module.backend().is_some())
            && (files.names().iter().any(|path| is_backend_file(path))
                || documents.iter().any(|document| passes_settings(files, document)));
        let all = 0..found.all.len();
        found.roots = all.clone().map(|at| found.find_root(at, has_values(files, found.all[at].folder))).collect();
        found.deployed = found.find_deployed(&called);
        found
    }

    fn add(&mut self, file: &'p SourceFile, document: &'p Document<'p>) {
        let folder = file.folder();
        let at = *self.by_folder.entry(folder).or_insert_with(|| {
            self.all.push(Module {
                folder,
                files: Vec::new(),
                blocks: Vec::new(),
                overrides: Vec::new(),
                is_complete: true,
            });
            self.all.len() - 1
        });
        let module = &mut self.all[at];
        module.files.push(document.file);
        let (blocks, is_complete) = read(document);
        module.is_complete &= is_complete;
        if is_override(file.name()) { module.overrides.extend(blocks) } else { module.blocks.extend(blocks) }
    }

    /// The modules that a module calls by local paths.
    fn called(&self, caller: usize) -> Vec<usize> {
        let module = &self.all[caller];
        let sources = module.calls().filter_map(|call| match call.source() {
            Some(ModuleSource::Local(path)) => join_path(module.folder, path),
            _ => None,
        });
        let mut found: Vec<usize> = sources
            .filter_map(|folder| self.by_folder.get(folder.as_str()).copied())
            .filter(|at| *at != caller)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The modules in the order of their first files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Module<'p>> {
        self.all.iter()
    }

    /// The module of a directory.
    pub fn find(&self, folder: &str) -> Option<&Module<'p>> {
        self.by_folder.get(folder).map(|at| &self.all[*at])
    }

    /// The modules of the repository that call this one by a local path.
    pub fn callers<'m>(&'m self, module: &Module<'_>) -> impl Iterator<Item = &'m Module<'p>> {
        let at = self.by_folder.get(module.folder).copied();
        at.into_iter().flat_map(|at| &self.callers[at]).map(|caller| &self.all[*caller])
    }

    /// Whether a module is surely run by itself: nobody calls it, it declares something, it configures a provider or says where its
    /// state is kept, something shows that it is meant for real (a place for the state, values of variables, locked providers, or
    /// a path that names an environment), and its path does not name an example or a test.
    pub fn is_deployed_root(&self, module: &Module<'_>) -> bool {
        self.by_folder.get(module.folder).is_some_and(|at| self.roots[*at])
    }

    /// Whether a module is surely part of what is run: a deployed root, or called only by such.
    pub fn is_deployed(&self, module: &Module<'_>) -> bool {
        self.by_folder.get(module.folder).is_some_and(|at| self.deployed[*at])
    }

    /// Whether a backend may have settings that its block does not show: files of settings, or `-backend-config` in a pipeline.
    pub fn completes_backends(&self) -> bool {
        self.completes_backends
    }

    fn find_root(&self, at: usize, has_values: bool) -> bool {
        let module = &self.all[at];
        let has_state = has_setting(module, "backend") || has_setting(module, "cloud");
        let is_configured =
            has_state || module.providers().any(|provider| provider.block.body.own_entries().next().is_some());
        let declares = module.blocks.iter().any(|block| matches!(block.keyword, "resource" | "module"));
        let is_meant = has_state || has_values || is_environment(module.folder);
        self.callers[at].is_empty() && declares && is_configured && is_meant && !is_example(module.folder)
    }

    /// All modules but those that something which is not surely run calls, directly or not.
    fn find_deployed(&self, called: &[Vec<usize>]) -> Vec<bool> {
        let mut pending: Vec<usize> =
            (0..self.all.len()).filter(|at| self.callers[*at].is_empty() && !self.roots[*at]).collect();
        let mut deployed = vec![true; self.all.len()];
        while let Some(at) = pending.pop() {
            if std::mem::replace(&mut deployed[at], false) {
                pending.extend(&called[at]);
            }
        }
        deployed
    }
}

/// Whether a `terraform` block surely has a nested block.
fn has_setting(module: &Module<'_>, name: &'static str) -> bool {
    module.blocks_of("terraform").any(|block| block.get(name).is_some())
}

/// The blocks of a file, and whether all of it was understood.
fn read<'p>(document: &'p Document<'p>) -> (Vec<Block<'p>>, bool) {
    match &document.syntax {
        Syntax::Hcl(configuration) => {
            let body = configuration.file.body();
            let blocks = configuration.tree.root().map(|root| Block::in_body(body, root)).unwrap_or_default();
            (blocks, body.is_complete())
        }
        Syntax::Tree(tree) => {
            let Some(root) = tree.root() else { return (Vec::new(), false) };
            let blocks = KEYWORDS.iter().flat_map(|keyword| Block::in_json(root, keyword)).collect();
            (blocks, document.problems.is_empty())
        }
        _ => (Vec::new(), false),
    }
}

/// Whether a file of `OpenTofu` stands in for this one: `main.tofu` for `main.tf`.
fn is_shadowed(files: &Files, file: &SourceFile) -> bool {
    let path = file.path();
    let replaced = path.strip_suffix(".tf.json").map(|stem| format!("{stem}.tofu.json"));
    let replaced = replaced.or_else(|| path.strip_suffix(".tf").map(|stem| format!("{stem}.tofu")));
    replaced.is_some_and(|path| files.exists(&path))
}

/// Whether the file's blocks change those of other files (language reference, "Override Files").
fn is_override(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    stem == "override" || stem.ends_with("_override")
}

/// Whether a file holds settings for a backend, by the custom of naming them (command `init`, "Backend Configuration").
fn is_backend_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    extension == "tfbackend" || stem.starts_with("backend") && matches!(extension, "hcl" | "conf")
}

/// Whether a pipeline gives settings to a backend.
fn passes_settings(files: &Files, document: &Document<'_>) -> bool {
    let is_pipeline = matches!(
        document.kind,
        FileKind::GithubWorkflow
            | FileKind::GithubAction
            | FileKind::GitlabCi
            | FileKind::CircleCi
            | FileKind::AzurePipelines
            | FileKind::BitbucketPipelines
    );
    is_pipeline && files.get(document.file).text().contains("-backend-config")
}

/// Whether values of variables are given in the directory, or the versions of providers are locked.
fn has_values(files: &Files, folder: &str) -> bool {
    let names = files.below(folder).filter_map(|path| path.strip_prefix(folder));
    names.map(|name| name.trim_start_matches('/')).any(|name| {
        let is_value = name.ends_with(".tfvars") || name.ends_with(".tfvars.json");
        !name.contains('/') && (name == ".terraform.lock.hcl" || is_value)
    })
}

#[cfg(test)]
mod tests;
