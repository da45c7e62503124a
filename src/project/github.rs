//! What the files of a repository say about the actions and workflows that its workflows use.

use rustc_hash::FxHashMap;

use super::Project;
use crate::kind::FileKind;
use crate::model::github::{Action, Caller, Repository, Step, Uses, Workflow};
use crate::source::{FileId, Files};
use crate::syntax::{Document, Syntax};

/// What uses each action and calls each workflow of the repository.
#[derive(Debug, Default)]
pub struct Callers<'p> {
    by_file: FxHashMap<FileId, Vec<Caller<'p>>>,
}

impl<'p> Callers<'p> {
    /// Reads the workflows and actions for what they use of the same repository.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>]) -> Self {
        let mut callers = Self::default();
        for document in documents {
            let Syntax::Tree(tree) = &document.syntax else { continue };
            let Some(root) = tree.root().filter(|root| root.is_map()) else { continue };
            match document.kind {
                FileKind::GithubWorkflow => {
                    for job in (Workflow { root }).jobs() {
                        callers.add(files, document.file, job.uses(), Caller { step: None, job: Some(job) });
                        job.steps().for_each(|step| callers.add_step(files, document.file, step));
                    }
                }
                FileKind::GithubAction => {
                    (Action { root }).steps().for_each(|step| callers.add_step(files, document.file, step));
                }
                _ => {}
            }
        }
        callers
    }

    /// What uses the action or calls the workflow in a file, in the order of the files.
    pub fn of(&self, file: FileId) -> &[Caller<'p>] {
        self.by_file.get(&file).map_or(&[], Vec::as_slice)
    }

    fn add_step(&mut self, files: &Files, user: FileId, step: Step<'p>) {
        self.add(files, user, step.uses(), Caller { step: Some(step), job: step.job });
    }

    fn add(&mut self, files: &Files, user: FileId, uses: Option<Uses<'_>>, caller: Caller<'p>) {
        let Some(Uses::Local(text)) = uses else { return };
        let path = text[2..].trim_end_matches('/');
        let candidates = roots(files.get(user).path())
            .flat_map(|root| ["", "/action.yml", "/action.yaml"].map(|name| format!("{root}{path}{name}")));
        if let Some(file) = candidates.into_iter().find_map(|candidate| files.find(&candidate)) {
            self.by_file.entry(file).or_default().push(caller);
        }
    }
}

/// The folders that may be the root of the repository that a file is of, the deepest last, each with a slash at its end.
fn roots(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once("").chain(path.match_indices('/').map(|(at, _)| &path[..=at]))
}

impl Project<'_> {
    /// Whether an action with a path is one of this very repository: then it lies at that path below a folder that the file which uses it
    /// lies in too.
    pub fn is_own_action(&self, action: Repository<'_>) -> bool {
        if action.path.is_empty() {
            return false;
        }
        let user = self.files().get(action.node.span().file).path();
        roots(user).any(|folder| {
            let path = format!("{folder}{}", action.path);
            ["", "/action.yml", "/action.yaml"].iter().any(|name| self.files().exists(&format!("{path}{name}")))
        })
    }
}
