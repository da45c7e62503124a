use crate::model::kubernetes::{Object, mesh};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for wanted in certificates(object) {
        let Some(near) = cx.project.manifests.missing(wanted.1).and_then(|missing| missing.near) else { continue };
        let message = format!(
            "{} wants the certificate `{}`, which is nowhere in this repository",
            object.title(),
            wanted.1.name
        );
        cx.report(wanted.0, message)
            .help(format!("did you mean `{}`? Connections to its hosts are refused", near.label()))
            .label(near.place().span(), "the secret with almost this name");
    }
}

/// The secrets that a gateway of Istio or of the Gateway API takes its certificates from, and where they are named.
pub fn certificates<'t>(object: Object<'t>) -> Vec<(Node<'t>, Wanted<'t>)> {
    let spec = |key: &str| object.node().at(&["spec", key]).into_iter().flat_map(Node::items);
    let secret = |name: Node<'t>, namespace| {
        let text = name.as_text()?;
        Some((name, Wanted { asker: object, kind: "Secret", name: text, namespace }))
    };
    if object.is(mesh::NETWORKING, "Gateway") {
        let names = spec("servers").filter_map(|server| server.at(&["tls", "credentialName"]));
        return names.filter_map(|name| secret(name, None)).collect();
    }
    if !object.is("gateway.networking.k8s.io", "Gateway") {
        return Vec::new();
    }
    let references = spec("listeners").filter_map(|listener| listener.at(&["tls", "certificateRefs"]));
    let of_reference = |reference: Node<'t>| {
        let is = |key: &str, default: &str| reference.get(key).map_or(reference.lacks(key), |it| it.text() == default);
        let namespace = match reference.get("namespace") {
            Some(namespace) => Some(namespace.as_text()?),
            None => None,
        };
        if is("group", "") && is("kind", "Secret") { secret(reference.get("name")?, namespace) } else { None }
    };
    references.flat_map(Node::items).filter_map(of_reference).collect()
}
