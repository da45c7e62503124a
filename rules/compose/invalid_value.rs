use crate::fix::{Safety, yaml};
use crate::model::compose::ComposeFile;
use crate::model::compose::schema::{self, Fault};
use crate::rule::{Check, Cx};
use crate::tree::{Kind, Node};

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    if !file.root.is_map() {
        cx.report(file.root, format!("`{}` is {}", file.path, described(file.root)))
            .help("Compose expects a map with `services`");
        return;
    }
    if file.is_legacy() {
        return;
    }
    for violation in schema::violations(file.root) {
        let path = violation.path;
        match violation.fault {
            Fault::UnknownKey { .. } => {}
            Fault::KeyNotText(key) => {
                cx.report(key, format!("the key `{}` in `{path}` is a number, not text", key.text()))
                    .help("put it in quotes");
            }
            Fault::BadName(key) => {
                cx.report(key, format!("`{}` in `{path}` is no name", key.text()))
                    .help("use letters, digits, `.`, `_` and `-` only");
            }
            // Another rule knows which text is meant.
            Fault::WrongKind(node, ..) if node.kind() == Kind::Bool && is_restart(node) => {}
            Fault::WrongKind(node, expected, is_quotable) => {
                let quoted = Some(node).filter(|_| is_quotable).and_then(quote);
                cx.report(node, format!("`{path}` is {}", described(node)))
                    .help(format!("Compose expects {expected} here"))
                    .fix("put it in quotes", Safety::Safe, quoted);
            }
            Fault::WrongValue(node, expected) => {
                cx.report(node, format!("`{path}` is `{}`", node.text()))
                    .help(format!("Compose expects {expected} here"));
            }
            Fault::Repeated(item, first) => {
                cx.report(item, format!("`{path}` is `{}` once more", item.text()))
                    .label(first.span(), "the first")
                    .help("remove it: nothing may stand in this list twice")
                    .fix("remove it", Safety::Safe, yaml::remove_item(item));
            }
            Fault::MissingKey(node, key) => {
                cx.report(node, format!("`{path}` has no `{key}`")).help(format!("add `{key}`: it has to be there"));
            }
        }
    }
}

/// Whether a value is the restart policy of a service.
fn is_restart(node: Node<'_>) -> bool {
    let service = node.parent().filter(|service| service.get("restart") == Some(node));
    let all = service
        .and_then(Node::parent)
        .filter(|all| all.parent().is_some_and(|root| root.get("services") == Some(*all)));
    all.is_some()
}

/// Writes a number or a boolean as text.
fn quote(node: Node<'_>) -> Option<crate::fix::Edit> {
    yaml::replace(node, &yaml::Value::text(node.text()))
}

fn described(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Null => "empty".into(),
        Kind::Seq => "a list".into(),
        Kind::Map => "a map".into(),
        Kind::Bool => format!("the boolean `{}`", node.text()),
        Kind::Int | Kind::Float => format!("the number `{}`", node.text()),
        Kind::String | Kind::Unknown => format!("the text `{}`", node.text()),
    }
}
