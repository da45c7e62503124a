use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let items = |list: &str| container.node().get(list).into_iter().flat_map(Node::items);
    let single =
        items("env").find_map(|variable| Some((variable.at(&["valueFrom", "secretKeyRef"])?, variable.get("name"))));
    let whole = || items("envFrom").find_map(|source| Some((source.get("secretRef")?, None)));
    let Some((place, variable)) = single.or_else(whole).filter(|(place, _)| !place.is_null()) else { return };
    let secret = place.get("name").and_then(Node::as_text).map_or("a secret".into(), |name| format!("Secret `{name}`"));
    let what = match variable.and_then(Node::as_text) {
        Some(variable) => format!("`{variable}` out of {secret}"),
        None => secret,
    };
    cx.report(place, format!("container `{}` gets {what} in its environment", container.name()))
        .help("mount it as a file");
}
