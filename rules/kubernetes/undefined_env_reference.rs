use crate::model::kubernetes::Container;
use crate::model::kubernetes::schema::Schema;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// Ends of the names of variables that every container gets for the services of its namespace.
const OF_SERVICES: [&str; 2] = ["_SERVICE_HOST", "_SERVICE_PORT"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let node = container.node();
    let env = node.get("env");
    // The controllers of other kinds put in variables of their own.
    let object = container.pod().object();
    if Schema::get().kind(object.api_version(), object.kind()).is_none() {
        return;
    }
    let is_known = node.absent(&["envFrom"]) && env.is_none_or(|env| env.is_seq() && !env.is_open());
    // Kustomize's variables look the same.
    if !is_known || !cx.project.manifests.is_plain(node.span().file) {
        return;
    }
    let mut defined: Vec<&str> = Vec::new();
    for (name, value) in container.env() {
        // The API server looks at the variables from the first to the last.
        if let Some(value) = value {
            report(container, value, &defined, cx);
        }
        match name.as_text() {
            Some(name) => defined.push(name),
            None => return,
        }
    }
    for item in ["command", "args"].into_iter().filter_map(|key| node.get(key)).flat_map(Node::items) {
        report(container, item, &defined, cx);
    }
}

fn report(container: Container<'_>, value: Node<'_>, defined: &[&str], cx: &mut Cx<'_>) {
    // The reference itself makes the value one that is not known; what other tools fill in may be anything.
    let text = value.text();
    if text.contains("${") || text.contains("{{") {
        return;
    }
    let Some(name) = references(text).find(|name| !defined.contains(name) && !is_of_service(name)) else { return };
    cx.report(value, format!("`$({name})` in container `{}` is no variable that is set before", container.name()))
        .help("set it above this place: the container gets the text as it stands here");
}

fn is_of_service(name: &str) -> bool {
    OF_SERVICES.iter().any(|end| name.contains(end))
}

/// The names in `$(NAME)` that are written as variables are; `$$(NAME)` is text, and in small letters it is a command for a shell.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("$(").filter_map(move |(at, _)| {
        let name = text[at + 2..].split(')').next().filter(|name| name.len() + at + 2 < text.len())?;
        let is_name =
            !name.is_empty() && name.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_');
        (is_name && !text[..at].ends_with('$')).then_some(name)
    })
}
