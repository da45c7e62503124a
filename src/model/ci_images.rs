//! The images of CI formats of which little else is looked at. In each of them images are named in the same form at many depths, so
//! they are found wherever that form stands.

use crate::tree::{Node, Tree};

/// The maps of a tree that have a key, with the value.
fn values<'t>(tree: &'t Tree<'_>, key: &'static str) -> impl Iterator<Item = Node<'t>> {
    tree.all()
        .filter(|node| node.is_map())
        .filter_map(move |map| map.own_entries().find(|e| e.key.text() == key))
        .map(|e| e.value)
}

/// The name in `image: name` or in `image: { name: name }`.
fn named<'t>(node: Node<'t>, key: &str) -> Option<Node<'t>> {
    let name = if node.is_map() { node.get(key)? } else { node };
    (name.is_scalar() && !name.is_null()).then_some(name)
}

/// The images of a file of `CircleCI`: `docker: [{ image: name }]` of jobs and executors (`CircleCI` configuration reference, "docker").
pub fn of_circleci<'t>(tree: &'t Tree<'_>) -> Vec<Node<'t>> {
    values(tree, "docker").flat_map(Node::items).filter_map(|item| named(item.get("image")?, "image")).collect()
}

/// The images of a file of Azure Pipelines: those under `resources.containers`, and a job's `container` that is none of their names (Azure
/// Pipelines YAML schema reference, "resources.containers" and "jobs.job.container").
pub fn of_azure<'t>(tree: &'t Tree<'_>) -> Vec<Node<'t>> {
    let declared: Vec<Node<'t>> = values(tree, "containers").flat_map(Node::items).collect();
    let is_alias = |name: &Node<'t>| {
        declared.iter().any(|container| container.get("container").is_some_and(|alias| alias.text() == name.text()))
    };
    let images = declared.iter().filter_map(|container| named(container.get("image")?, "image"));
    // Only what has a tag or a path is surely an image: a bare name may be declared in a template.
    let is_image = |name: &Node<'t>| name.text().contains([':', '/']) && !is_alias(name);
    let of_jobs = values(tree, "container").filter_map(|value| named(value, "image")).filter(is_image);
    images.chain(of_jobs).collect()
}

/// The images of a file of Bitbucket Pipelines: of the whole, of steps and of services (Bitbucket Pipelines configuration reference,
/// "Docker image options").
pub fn of_bitbucket<'t>(tree: &'t Tree<'_>) -> Vec<Node<'t>> {
    values(tree, "image").filter_map(|value| named(value, "name")).collect()
}

#[cfg(test)]
mod tests {
    use super::{of_azure, of_bitbucket, of_circleci};
    use crate::kind::FileKind;
    use crate::source::{FileId, Files, SourceFile};
    use crate::syntax::yaml::{Options, parse};
    use crate::tree::{Node, Tree};

    fn images(text: &str, of: for<'t> fn(&'t Tree<'_>) -> Vec<Node<'t>>) -> Vec<String> {
        let files = Files::new(vec![SourceFile::new("ci.yml", FileKind::CircleCi, text)], Vec::new());
        let (tree, _) = parse(&files, FileId(0), Options::default());
        of(&tree).into_iter().map(|image| image.text().to_owned()).collect()
    }

    #[test]
    fn images_are_found_at_every_depth() {
        let circleci = "executors:\n  go:\n    docker: [{ image: cimg/go:1.25 }]\njobs:\n  a:\n    docker:\n      - image: redis:7\n";
        assert_eq!(images(circleci, of_circleci), ["cimg/go:1.25", "redis:7"]);
        let bitbucket = "image: node:22\npipelines:\n  default:\n    - step:\n        image: { name: acme/build:3 }\n";
        assert_eq!(images(bitbucket, of_bitbucket), ["node:22", "acme/build:3"]);
    }

    #[test]
    fn the_alias_of_a_container_is_no_image() {
        let azure = "resources:\n  containers:\n    - container: tools\n      image: acme/tools:2\njobs:\n  - job: a\n    container: tools\n  - job: b\n    container: ubuntu:24.04\n";
        let mut found = images(azure, of_azure);
        found.sort();
        assert_eq!(found, ["acme/tools:2", "ubuntu:24.04"]);
    }
}
