use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    for node in included(file.root) {
        let is_remote = node.text().contains(':') || node.text().rsplit('.').next() == Some("git");
        let Some(path) = file.resolve(node).filter(|_| !is_remote) else { continue };
        if path == file.path {
            cx.report(node, format!("`{path}` includes itself")).help("take it out");
        } else if !cx.project.files().exists(&path) && !cx.project.files().folder_exists(&path) {
            cx.report(node, format!("the included file `{path}` does not exist"))
                .help("the path is relative to this file");
        }
    }
}

/// The paths that a file includes, as written.
fn included(root: Node<'_>) -> Vec<Node<'_>> {
    let items = root.get("include").into_iter().flat_map(Node::items);
    let paths = items.filter_map(|item| if item.is_map() { item.get("path") } else { Some(item) });
    paths.flat_map(|path| if path.is_seq() { path.items().collect() } else { vec![path] }).collect()
}
