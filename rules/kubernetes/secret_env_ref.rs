use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let items = |list: &str| container.node().get(list).into_iter().flat_map(Node::items);
    let single = items("env").filter_map(|it| Some((it.get("valueFrom")?.entry("secretKeyRef")?, it.get("name"))));
    let whole = items("envFrom").filter_map(|it| Some((it.entry("secretRef")?, None)));
    for (entry, variable) in single.chain(whole).filter(|(entry, _)| !entry.value.is_null()) {
        let secret = entry.value.get("name").and_then(Node::as_text);
        let secret = secret.map_or_else(|| "a secret".into(), |name| format!("Secret `{name}`"));
        let what = match variable.and_then(Node::as_text) {
            Some(variable) => format!("`{variable}` out of {secret}"),
            None => secret,
        };
        cx.report(entry.key, format!("container `{}` gets {what} in its environment", container.name()))
            .help("mount it as a file");
    }
}
