use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let items = |list: &str| container.node().get(list).into_iter().flat_map(Node::items);
    let single = items("env").filter_map(|it| it.get("valueFrom")?.entry("secretKeyRef"));
    let whole = items("envFrom").filter_map(|it| it.entry("secretRef"));
    for entry in single.chain(whole).filter(|entry| !entry.value.is_null()) {
        cx.report(
            entry.key,
            format!("container `{}` gets {} in its environment", container.name(), shown(entry.value)),
        )
        .help("mount it as a file");
    }
}

/// The secret that is meant, for messages.
fn shown(reference: Node<'_>) -> String {
    reference.get("name").and_then(Node::as_text).map_or_else(|| "a secret".into(), |name| format!("secret `{name}`"))
}
