//! GitLab pipelines with what they include and what their jobs extend.

mod expand;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::kind::FileKind;
use crate::model::gitlab::{Include, Pipeline, PipelineFile};
use crate::source::{FileId, Files};
use crate::syntax::{Document, Syntax};

/// How many files a pipeline may include (GitLab's own limit).
const MAX_FILES: usize = 150;

/// All pipelines: each file that no other one includes is the base of one.
#[derive(Debug, Default)]
pub struct Pipelines<'p> {
    pipelines: Vec<Pipeline<'p>>,
}

impl<'p> Pipelines<'p> {
    /// Composes the pipelines.
    pub fn new(files: &'p Files, documents: &'p [Document<'p>]) -> Self {
        let written: FxHashMap<FileId, PipelineFile<'p>> =
            documents.iter().filter_map(pipeline_file).map(|file| (file.file, file)).collect();
        if written.is_empty() {
            return Self::default();
        }
        let finder = Finder { files, written };
        let mut ids: Vec<FileId> = finder.written.keys().copied().collect();
        ids.sort_unstable();
        let mut included: FxHashSet<FileId> = FxHashSet::default();
        for id in &ids {
            let (paths, _) = finder.includes(finder.written[id]);
            included.extend(paths.into_iter().filter(|other| other != id));
        }
        let bases = ids.into_iter().filter(|id| !included.contains(id));
        Self { pipelines: bases.map(|id| finder.pipeline(finder.written[&id])).collect() }
    }

    /// All pipelines, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Pipeline<'p>> {
        self.pipelines.iter()
    }
}

fn pipeline_file<'p>(document: &'p Document<'p>) -> Option<PipelineFile<'p>> {
    match &document.syntax {
        Syntax::Tree(tree) if document.kind == FileKind::GitlabCi => PipelineFile::new(tree.roots()),
        _ => None,
    }
}

/// Finds the files that others include.
struct Finder<'p> {
    files: &'p Files,
    written: FxHashMap<FileId, PipelineFile<'p>>,
}

impl<'p> Finder<'p> {
    /// The files of this repository that one includes itself, and whether it includes others that cannot be seen.
    fn includes(&self, file: PipelineFile<'p>) -> (Vec<FileId>, bool) {
        let mut found = Vec::new();
        let mut open = false;
        for include in file.includes() {
            let Include::Local(path) = include else {
                open = true;
                continue;
            };
            let pattern = path.text().trim_start_matches('/');
            if pattern.contains('*') {
                let (matching, all_known) = self.matching(pattern);
                found.extend(matching);
                open |= !all_known;
            } else {
                let known = self.files.find(pattern).filter(|id| self.written.contains_key(id));
                open |= known.is_none();
                found.extend(known);
            }
        }
        (found, open)
    }

    /// The files under a pattern, and whether all of them were read.
    fn matching(&self, pattern: &str) -> (Vec<FileId>, bool) {
        let Ok(glob) = globset::GlobBuilder::new(pattern).literal_separator(true).build() else {
            return (Vec::new(), false);
        };
        let matcher = glob.compile_matcher();
        let names: Vec<&String> = self.files.names().iter().filter(|name| matcher.is_match(name.as_str())).collect();
        let found: Vec<FileId> =
            names.iter().filter_map(|name| self.files.find(name)).filter(|id| self.written.contains_key(id)).collect();
        let all_known = found.len() == names.len();
        (found, all_known)
    }

    /// A file with all that it includes. What is included later is stronger, and the including file is the strongest.
    fn pipeline(&self, base: PipelineFile<'p>) -> Pipeline<'p> {
        let mut files = vec![base];
        let mut open = false;
        let mut seen = FxHashSet::from_iter([base.file]);
        let mut pending = vec![base];
        while let Some(file) = pending.pop() {
            let (included, unseen) = self.includes(file);
            open |= unseen;
            for id in included.into_iter().rev() {
                if files.len() < MAX_FILES && seen.insert(id) {
                    files.push(self.written[&id]);
                    pending.push(self.written[&id]);
                }
            }
        }
        let jobs = expand::jobs(&files, open);
        Pipeline { files, open, jobs }
    }
}
