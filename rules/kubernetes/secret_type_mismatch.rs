use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The types of secrets of which the API server asks for keys: all of them, or one of them
/// (<https://kubernetes.io/docs/concepts/configuration/secret/#secret-types>).
const TYPES: [(&str, &[&str], bool); 5] = [
    ("kubernetes.io/basic-auth", &["username", "password"], false),
    ("kubernetes.io/dockercfg", &[".dockercfg"], true),
    ("kubernetes.io/dockerconfigjson", &[".dockerconfigjson"], true),
    ("kubernetes.io/ssh-auth", &["ssh-privatekey"], true),
    ("kubernetes.io/tls", &["tls.crt", "tls.key"], true),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "Secret") {
        return;
    }
    let Some(place) = object.node().get("type").filter(|it| it.as_str().is_some()) else { return };
    let Some((name, keys, needs_all)) = TYPES.iter().find(|(name, ..)| place.as_str() == Some(name)) else { return };
    let lacks = |key: &&&str| ["data", "stringData"].iter().all(|part| is_missing(object.node(), part, key));
    let missing: Vec<String> = keys.iter().filter(lacks).map(|key| format!("`{key}`")).collect();
    if missing.is_empty() || !needs_all && missing.len() < keys.len() {
        return;
    }
    let missing = missing.join(if *needs_all { " and no " } else { " nor " });
    cx.report(place, format!("{} is of type `{name}` but has no {missing}", object.title()))
        .help("add what is missing, or leave `type` out: the API server refuses the object");
}

/// Whether a part surely has no such key; unlike a field, one without a value is there.
fn is_missing(secret: Node<'_>, part: &str, key: &str) -> bool {
    match secret.get(part) {
        Some(part) if part.is_null() => true,
        Some(part) => part.lacks(key),
        None => secret.lacks(part),
    }
}
