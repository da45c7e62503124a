use super::gateway_certificate_missing::certificates;
use crate::model::kubernetes::{Ingress, Object};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if may_be_issued(object) {
        return;
    }
    let of_ingress = object.node().at(&["spec", "tls"]).into_iter().flat_map(Node::items);
    let names = of_ingress.filter_map(|it| it.get("secretName")).filter(|_| Ingress::new(object).is_some());
    let of_gateway = certificates(object);
    let wanted = names.filter_map(|node| {
        Some((node, Wanted { asker: object, kind: "Secret", name: node.as_text()?, namespace: None }))
    });
    let so = if of_gateway.is_empty() { "a default certificate is shown" } else { "no connection is taken" };
    for (node, wanted) in wanted.chain(of_gateway) {
        let name = wanted.name;
        let Some(missing) = cx.project.manifests.missing(wanted) else { continue };
        let help = match missing.near {
            Some(near) => format!("did you mean `{}`?", near.label()),
            None => format!("add a Certificate, or the annotation of your issuer: without the secret {so}"),
        };
        cx.report(
            node,
            format!(
                "no Certificate and no Secret of this repository is for `{name}`, the certificate of {}",
                object.title()
            ),
        )
        .help(help);
    }
}

/// Whether an annotation may have a certificate made for an ingress or a gateway.
fn may_be_issued(ingress: Object<'_>) -> bool {
    let Some(annotations) = ingress.node().at(&["metadata", "annotations"]) else {
        return !ingress.node().absent(&["metadata", "annotations"]);
    };
    let issues = |key: &str| {
        ["cert", "acme", "ssl", "tls"].iter().any(|word| key.contains(word)) && !key.starts_with("nginx.ingress")
    };
    annotations.is_open() || annotations.entries().any(|entry| issues(entry.key.text()))
}
