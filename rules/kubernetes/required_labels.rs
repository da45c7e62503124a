use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The options: labels and annotations that have to be there, and where in the object each list stands.
const LISTS: [(&str, &str); 2] = [("labels", "label"), ("annotations", "annotation")];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let is_asked = cx.list("kinds").iter().any(|kind| kind == object.kind());
    if !is_asked || cx.project.manifests.is_patch(object.node().span().file) {
        return;
    }
    for (list, what) in LISTS {
        let is_missing = |key: &&String| match object.node().at(&["metadata", list]) {
            Some(found) if found.is_null() => true,
            Some(found) => found.lacks(key) || found.get(key).is_some_and(Node::is_null),
            None => object.node().absent(&["metadata", list]),
        };
        let missing: Vec<&str> = cx.list(list).iter().filter(is_missing).map(String::as_str).collect();
        if !missing.is_empty() {
            let message = format!("{} has no {what} `{}`", object.title(), missing.join("`, `"));
            cx.report(object.gap(&["metadata", list]), message).help(format!("add it to `metadata.{list}`"));
        }
    }
}
