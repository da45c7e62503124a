//! Which words the files of a repository say: whatever is named anywhere may be used, and whatever a chart names may be made by it.

use rustc_hash::FxHashSet;

use super::Manifests;
use crate::kind::FileKind;
use crate::project::kustomize::tree_of;
use crate::source::{FileId, Files};
use crate::syntax::Document;
use crate::tree::{Node, Tree};

/// Fields whose values are no references to other objects by name.
const NO_REFERENCES: [&str; 4] = ["labels", "matchLabels", "selector", "namespace"];

/// The files that charts are made of.
const OF_CHARTS: [FileKind; 3] = [FileKind::HelmChart, FileKind::HelmValues, FileKind::HelmTemplate];

impl Manifests<'_> {
    /// Whether an object of a manifest or a kustomization says a name anywhere but in its own name and in labels.
    pub fn is_mentioned(&self, name: &str) -> bool {
        let documents = self.sources.map_or(&[][..], |(_, documents)| documents);
        self.mentioned.get_or_init(|| of_objects(documents)).contains(name)
    }

    /// Whether all that is applied with a file can be seen, and nothing else in the repository may bring something with a name or a label
    /// like this one: neither the custom resource of an operator nor a chart that has the name, or the end of it, anywhere.
    pub fn is_closed(&self, file: FileId, name: &str) -> bool {
        if !self.is_whole(file) || self.may_make_pods(file) {
            return false;
        }
        let mut ends = std::iter::successors(Some(name), |name| Some(name.split_once(['-', '.'])?.1));
        !ends.any(|end| self.is_said_by_charts(end))
    }

    /// Whether a chart of the repository has a word anywhere: a kind that is among its words may be made by it.
    pub fn is_said_by_charts(&self, word: &str) -> bool {
        let Some((files, documents)) = self.sources else { return false };
        self.of_charts.get_or_init(|| of_charts(files, documents)).contains(word)
    }
}

/// The words of a text: `namespace/name`, `--config=name`, and whatever else has a name in it.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.'));
    words.filter(|word| !word.is_empty()).map(str::to_owned)
}

fn of_charts(files: &Files, documents: &[Document<'_>]) -> FxHashSet<String> {
    let of_charts = documents.iter().filter(|document| OF_CHARTS.contains(&document.kind));
    of_charts.flat_map(|document| words(files.get(document.file).text())).collect()
}

fn of_objects(documents: &[Document<'_>]) -> FxHashSet<String> {
    let mut said = FxHashSet::default();
    let kinds = [FileKind::Kubernetes, FileKind::Kustomization];
    for document in documents.iter().filter(|document| kinds.contains(&document.kind)) {
        for root in tree_of(document).into_iter().flat_map(Tree::roots) {
            collect(root, &mut said);
        }
    }
    said
}

fn collect(root: Node<'_>, said: &mut FxHashSet<String>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if node.is_scalar() {
            said.extend(words(node.text()));
        }
        let is_metadata = node.parent().is_some_and(|it| it.get("metadata") == Some(node));
        let values = node.entries().filter(|entry| {
            let key = entry.key.text();
            !(NO_REFERENCES.contains(&key) || is_metadata && key == "name")
        });
        open.extend(values.map(|entry| entry.value));
        open.extend(node.items());
    }
}
