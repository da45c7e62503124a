//! Pipelines of GitLab CI: <https://docs.gitlab.com/ci/yaml/>.

mod delivery;
mod facets;
mod include;
mod rules;

pub use facets::lines;
pub use include::Include;
pub use rules::{Start, When};

use crate::model::layers::Layers;
use crate::source::FileId;
use crate::tree::Node;

/// The keys of a pipeline's root that are no jobs (keyword reference, "Global keywords", with the deprecated ones).
const GLOBAL_KEYWORDS: [&str; 12] = [
    "default",
    "include",
    "stages",
    "types",
    "variables",
    "workflow",
    "spec",
    "image",
    "services",
    "cache",
    "before_script",
    "after_script",
];

/// The stages of a pipeline that names none.
const DEFAULT_STAGES: [&str; 3] = ["build", "test", "deploy"];

/// A file of a pipeline, as written. A header document with `spec:` is not part of it.
#[derive(Clone, Copy, Debug)]
pub struct PipelineFile<'t> {
    /// The file.
    pub file: FileId,
    /// The root map.
    pub root: Node<'t>,
}

impl<'t> PipelineFile<'t> {
    /// A file by the roots of its documents.
    pub fn new(mut roots: impl Iterator<Item = Node<'t>>) -> Option<Self> {
        let first = roots.next()?;
        let root = if first.is_map() && first.get("spec").is_some() { roots.next().unwrap_or(first) } else { first };
        root.is_map().then_some(Self { file: root.span().file, root })
    }

    /// The jobs and the hidden templates, as written: the name and what stands under it.
    pub fn definitions(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> + use<'t> {
        let entries = self.root.entries().filter(|entry| !GLOBAL_KEYWORDS.contains(&entry.key.text()));
        entries.map(|entry| (entry.key, entry.value))
    }
}

/// A whole pipeline: a file and what it includes.
#[derive(Debug)]
pub struct Pipeline<'t> {
    /// The files, the strongest first: the including one before those that it includes, the later included before the earlier.
    pub files: Vec<PipelineFile<'t>>,
    /// Whether more is included that cannot be seen.
    pub open: bool,
    /// The jobs that run, without the hidden templates, in the order of the text.
    pub jobs: Vec<Job<'t>>,
}

impl<'t> Pipeline<'t> {
    /// The file that includes all others.
    pub fn base(&self) -> PipelineFile<'t> {
        self.files[0]
    }

    /// A global value in the strongest file that has it.
    pub fn global(&self, key: &str) -> Option<Node<'t>> {
        self.files.iter().find_map(|file| file.root.get(key))
    }

    /// The stages in their order; `None` if they cannot be known.
    pub fn stages(&self) -> Option<Vec<&'t str>> {
        match self.global("stages") {
            Some(list) => list.items().map(Node::as_text).collect(),
            None if self.open => None,
            None => Some(DEFAULT_STAGES.to_vec()),
        }
    }

    /// The job of this name.
    pub fn job(&self, name: &str) -> Option<&Job<'t>> {
        self.jobs.iter().find(|job| job.name() == name)
    }
}

/// A job with all that its templates and the files say about it.
#[derive(Clone, Debug)]
pub struct Job<'t> {
    /// Its name, where it is first defined.
    pub key: Node<'t>,
    /// What is said about it, the strongest first: its own words, then what it extends.
    pub layers: Layers<'t>,
}

impl<'t> Job<'t> {
    /// Its name.
    pub fn name(&self) -> &'t str {
        self.key.text()
    }

    /// The value that surely counts at a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<Node<'t>> {
        self.layers.at(path)
    }

    /// Whether surely nothing stands at a path.
    pub fn absent(&self, path: &[&str]) -> bool {
        self.layers.absent(path)
    }

    /// The stage that it runs in; `test` if it names none.
    pub fn stage(&self) -> Option<&'t str> {
        match self.at(&["stage"]) {
            Some(stage) => stage.as_text(),
            None if self.absent(&["stage"]) => Some("test"),
            None => None,
        }
    }

    /// The name of the environment that it deploys to.
    pub fn environment(&self) -> Option<Node<'t>> {
        let environment = self.at(&["environment"])?;
        if environment.is_map() { self.at(&["environment", "name"]) } else { Some(environment) }
    }

    /// The names of the jobs of this pipeline that it needs; `None` if it has no `needs` or they cannot be known.
    pub fn needs(&self) -> Option<Vec<&'t str>> {
        let needs = self.at(&["needs"]).filter(|needs| needs.is_seq())?;
        let name = |item: Node<'t>| if item.is_map() { item.get("job")?.as_text() } else { item.as_text() };
        needs.items().map(name).collect()
    }
}
