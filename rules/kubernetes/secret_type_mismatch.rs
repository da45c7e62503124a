use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The types whose keys the API server looks for (<https://kubernetes.io/docs/concepts/configuration/secret/#secret-types>), all of them.
const TYPES: [(&str, &[&str]); 4] = [
    ("kubernetes.io/tls", &["tls.crt", "tls.key"]),
    ("kubernetes.io/dockerconfigjson", &[".dockerconfigjson"]),
    ("kubernetes.io/dockercfg", &[".dockercfg"]),
    ("kubernetes.io/ssh-auth", &["ssh-privatekey"]),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(node) = object.node().get("type").filter(|_| object.is("", "Secret")) else { return };
    let Some(text) = node.as_str() else { return };
    let title = object.title();
    if text == "kubernetes.io/basic-auth" && ["username", "password"].iter().all(|key| lacks(object, key)) {
        cx.report(node, format!("{title} is of type `{text}` and has neither `username` nor `password`"))
            .help("give one of them, or make the type `Opaque`: the API server refuses the object");
    }
    let Some((_, keys)) = TYPES.iter().find(|(name, _)| *name == text) else { return };
    if let Some(key) = keys.iter().find(|key| lacks(object, key)) {
        cx.report(node, format!("{title} is of type `{text}` and has no `{key}`"))
            .help("give it, or make the type `Opaque`: the API server refuses the object");
    }
}

/// Whether a secret surely has no such key.
fn lacks(secret: Object<'_>, key: &str) -> bool {
    ["data", "stringData"].iter().all(|field| {
        let is_without = |data: Node<'_>| data.is_null() || data.lacks(key);
        secret.node().absent(&[field]) || secret.node().get(field).is_some_and(is_without)
    })
}
