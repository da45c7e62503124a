use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let pods = object.pods();
    let of_pods = pods.iter().map(|pod| pod.template()).filter(|template| *template != object.node());
    let places: Vec<Node<'_>> = [object.node()].into_iter().chain(of_pods).collect();
    for entry in places.iter().filter_map(|it| it.at(&["metadata", "annotations"])).flat_map(Node::entries) {
        let is_meant = |it: &String| match it.split_once('=') {
            Some((key, value)) => key == entry.key.text() && entry.value.as_text() == Some(value),
            None => it == entry.key.text(),
        };
        if cx.list("annotations").iter().any(is_meant) {
            let message = format!("{} has the annotation `{}`", object.title(), entry.key.text());
            cx.report(entry.key, message).help("take it away: it is one of those that must not be there");
        }
    }
}
