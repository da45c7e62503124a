use crate::model::kubernetes::{Ingress, Object};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if Ingress::new(object).is_none() || may_be_issued(object) {
        return;
    }
    for node in
        object.node().at(&["spec", "tls"]).into_iter().flat_map(Node::items).filter_map(|it| it.get("secretName"))
    {
        let Some(name) = node.as_text() else { continue };
        let Some(missing) =
            cx.project.manifests.missing(Wanted { asker: object, kind: "Secret", name, namespace: None })
        else {
            continue;
        };
        let help = match missing.near {
            Some(near) => format!("did you mean `{}`?", near.label()),
            None => {
                "add a Certificate, or the annotation of your issuer: without the secret a default certificate is shown"
                    .into()
            }
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

/// Whether an annotation may have a certificate made for an ingress.
fn may_be_issued(ingress: Object<'_>) -> bool {
    let Some(annotations) = ingress.node().at(&["metadata", "annotations"]) else {
        return !ingress.node().absent(&["metadata", "annotations"]);
    };
    let issues = |key: &str| {
        ["cert", "acme", "ssl", "tls"].iter().any(|word| key.contains(word)) && !key.starts_with("nginx.ingress")
    };
    annotations.is_open() || annotations.entries().any(|entry| issues(entry.key.text()))
}
