//! Which words the objects of a repository say, besides their own names and labels: whatever is named anywhere is used.

use rustc_hash::FxHashSet;

use crate::kind::FileKind;
use crate::project::kustomize::tree_of;
use crate::syntax::Document;
use crate::tree::Node;

/// Fields whose values are no references to other objects by name.
const NO_REFERENCES: [&str; 4] = ["labels", "matchLabels", "selector", "namespace"];

/// All words of the manifests and kustomizations.
pub(super) fn mentioned(documents: &[Document<'_>]) -> FxHashSet<String> {
    let mut words = FxHashSet::default();
    let kinds = [FileKind::Kubernetes, FileKind::Kustomization];
    for document in documents.iter().filter(|document| kinds.contains(&document.kind)) {
        for root in tree_of(document).into_iter().flat_map(|tree| tree.roots()) {
            collect(root, &mut words);
        }
    }
    words
}

fn collect(root: Node<'_>, words: &mut FxHashSet<String>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if node.is_scalar() {
            // `namespace/name`, `--config=name`, and whatever else has a name in it.
            let said = node.text().split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.'));
            words.extend(said.map(str::to_owned));
        }
        let is_metadata =
            node.get("name").is_some() && node.parent().is_some_and(|it| it.get("metadata") == Some(node));
        let values = node.entries().filter(|entry| {
            let key = entry.key.text();
            !NO_REFERENCES.contains(&key) && !(is_metadata && key == "name")
        });
        open.extend(values.map(|entry| entry.value));
        open.extend(node.items());
    }
}
