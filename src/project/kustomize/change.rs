//! What a patch surely puts in the place of something else: a strategic merge patch, or the operations of a JSON patch (RFC 6902).

use crate::tree::{Kind, Node};

/// A step from a node to one below it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// The value of a key, or the item of a list with that number.
    Key(String),
    /// The item of a list with that `name`.
    Named(String),
}

/// A place in an object that gets another value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    path: Vec<Step>,
    /// The new value, if it is a known scalar; else all that is below the place goes.
    value: Option<String>,
}

/// What a patch changes: `patch` is an object of a merge patch or the list of a JSON patch.
pub(super) fn changes(patch: Node<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    if patch.is_seq() {
        found.extend(patch.items().filter_map(operation));
    } else {
        for entry in patch.entries().filter(|entry| !["apiVersion", "kind", "metadata"].contains(&entry.key.text())) {
            merge(entry.value, &mut vec![Step::Key(entry.key.text().to_owned())], &mut found);
        }
    }
    found
}

/// An operation of a JSON patch that replaces or takes away. One that adds an item to a list moves the others, and replaces none.
fn operation(operation: Node<'_>) -> Option<Change> {
    let pointer = operation.get("path")?.as_str()?;
    let path = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
    let path: Vec<Step> = path.map(Step::Key).collect();
    let is_item = matches!(path.last(), Some(Step::Key(key)) if key == "-" || key.parse::<usize>().is_ok());
    let value = || operation.get("value").and_then(Node::as_text).map(str::to_owned);
    match operation.get("op")?.as_str()? {
        "replace" => Some(Change { path, value: value() }),
        "add" if !is_item => Some(Change { path, value: value() }),
        "remove" => Some(Change { path, value: None }),
        _ => None,
    }
}

fn merge(value: Node<'_>, path: &mut Vec<Step>, found: &mut Vec<Change>) {
    // Aliases in aliases can stand for more than anyone can read.
    if value.via().is_some() {
        return;
    }
    let directive = value.get("$patch").and_then(Node::as_str);
    let name_of = |item: Node<'_>| item.get("name").and_then(Node::as_text).map(str::to_owned);
    match value.kind() {
        Kind::Map if matches!(directive, Some("delete" | "replace")) => {
            found.push(Change { path: path.clone(), value: None });
        }
        Kind::Map => {
            for entry in value.entries() {
                path.push(Step::Key(entry.key.text().to_owned()));
                merge(entry.value, path, found);
                path.pop();
            }
        }
        // The API merges lists of what has a name item by item, and takes a list of words as a whole.
        Kind::Seq if value.items().all(Node::is_scalar) => {
            found.push(Change { path: path.clone(), value: None });
        }
        Kind::Seq => {
            for (name, item) in value.items().filter_map(|item| Some((name_of(item)?, item))) {
                path.push(Step::Named(name));
                merge(item, path, found);
                path.pop();
            }
        }
        _ => found.push(Change { path: path.clone(), value: value.as_text().map(str::to_owned) }),
    }
}

impl Change {
    /// The scalars of an object that don't stay what they are.
    pub(super) fn replaces(&self, object: Node<'_>) -> Vec<u32> {
        let place = self.path.iter().try_fold(object, |node, step| match step {
            Step::Key(key) if node.is_seq() => node.items().nth(key.parse().ok()?),
            Step::Key(key) => node.get(key),
            Step::Named(name) => node.items().find(|item| item.get("name").is_some_and(|it| it.text() == name)),
        });
        // What is written elsewhere too, behind an alias, stays as it is there.
        let written = place.filter(|place| place.via().is_none()).into_iter().flat_map(Node::written);
        let is_other = |node: &Node<'_>| self.value.is_none() || self.value.as_deref() != node.as_text();
        written.filter(|node| node.is_scalar() && is_other(node)).map(Node::index).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::kind::FileKind;
    use crate::source::{FileId, Files, SourceFile};
    use crate::syntax::placeholders::Placeholders;
    use crate::syntax::yaml;
    use crate::tree::Tree;

    const OBJECT: &str = "
spec:
  replicas: 3
  containers:
    - {name: a, args: [x, y], securityContext: {privileged: true, runAsUser: 0}}
    - {name: b, securityContext: {privileged: true}}
";

    fn with_tree<T>(text: &str, then: impl FnOnce(&Tree<'_>) -> T) -> T {
        let files = Files::new(vec![SourceFile::new("a.yaml", FileKind::Kubernetes, text)], Vec::new());
        let options = yaml::Options { dialect: yaml::Dialect::Yaml11, placeholders: Placeholders::Kubernetes };
        then(&yaml::parse(&files, FileId(0), options).0)
    }

    /// The texts in [`OBJECT`] that a patch replaces.
    fn replaced(patch: &str) -> Vec<String> {
        let changes = with_tree(patch, |tree| changes(tree.root().expect("a patch")));
        with_tree(OBJECT, |tree| {
            let root = tree.root().expect("an object");
            let mut nodes: Vec<u32> = changes.iter().flat_map(|change| change.replaces(root)).collect();
            nodes.sort_unstable();
            nodes.iter().map(|index| tree.all().nth(*index as usize).expect("a node").text().to_owned()).collect()
        })
    }

    #[test]
    fn merge_patches_replace_what_they_give_another_value() {
        assert_eq!(replaced("{kind: X, spec: {replicas: 5, more: 1}}"), ["3"]);
        assert!(replaced("{spec: {replicas: 3}}").is_empty(), "the value stays");
        assert_eq!(replaced("{spec: {replicas: null}}"), ["3"]);
        assert_eq!(replaced("{spec: {containers: [{name: b, securityContext: {privileged: false}}]}}"), ["true"]);
        assert_eq!(replaced("{spec: {containers: [{name: a, args: [z]}]}}"), ["x", "y"]);
        assert_eq!(replaced("{spec: {containers: [{name: b, $patch: delete}]}}"), ["b", "true"]);
        assert!(replaced("{spec: {containers: [{name: c, securityContext: {privileged: false}}]}}").is_empty());
    }

    #[test]
    fn a_patch_of_aliases_in_aliases_is_read_once() {
        let level = |at: usize| {
            format!(
                "a{at}: &a{at} {{{}}}",
                [0, 1, 2, 3, 4, 5, 6, 7, 8].map(|key| format!("k{key}: *a{}", at - 1)).join(", ")
            )
        };
        let levels: Vec<String> = (1..30).map(level).collect();
        assert_eq!(replaced(&format!("a0: &a0 {{}}\n{}\nspec: {{replicas: 5}}", levels.join("\n"))), ["3"]);
    }

    #[test]
    fn json_patches_replace_what_they_point_to() {
        assert_eq!(replaced("[{op: replace, path: /spec/replicas, value: 5}]"), ["3"]);
        assert_eq!(
            replaced("[{op: replace, path: /spec/containers/0/securityContext, value: {runAsUser: 1000}}]"),
            ["true", "0"]
        );
        assert_eq!(replaced("[{op: remove, path: /spec/containers/1/securityContext/privileged}]"), ["true"]);
        assert!(replaced("[{op: add, path: /spec/containers/0, value: {name: c}}]").is_empty());
        assert!(replaced("[{op: test, path: /spec/replicas, value: 3}]").is_empty());
    }
}
