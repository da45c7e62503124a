use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What ingress-nginx reads from an `Ingress`.
const PREFIX: &str = "nginx.ingress.kubernetes.io/";

/// Values that ingress-nginx writes into its configuration, through which CVE-2025-1974 and its like put directives of their own.
const WRITTEN_THROUGH: [&str; 5] = ["auth-url", "auth-tls-match-cn", "mirror-target", "mirror-host", "auth-signin"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.kind() != "Ingress" {
        return;
    }
    for entry in object.node().at(&["metadata", "annotations"]).into_iter().flat_map(Node::entries) {
        let Some(name) = entry.key.text().strip_prefix(PREFIX) else { continue };
        if name.ends_with("-snippet") {
            if entry.value.as_str().is_some_and(|text| text.trim().is_empty()) {
                continue;
            }
            cx.report(entry.key, format!("{} puts its own directives into nginx (`{name}`)", object.title()))
                .help("use the annotation that is made for it, or a route of the Gateway API")
                .stands_for(ids(entry.value.text()));
        } else if WRITTEN_THROUGH.contains(&name) && injects(entry.value) {
            cx.report(entry.value, format!("the value of `{name}` may end its directive of nginx and begin another"))
                .help("leave only an address in it: no `;`, `{`, `}`, `|` and no end of a line")
                .stands_for(["trivy:KCV-0093"]);
        }
    }
}

/// What stands for a snippet elsewhere.
fn ids(text: &str) -> impl Iterator<Item = &'static str> {
    let lua = text.contains("_lua").then_some("checkov:CKV_K8S_152");
    let alias = text.contains("alias").then_some("checkov:CKV_K8S_154");
    ["checkov:CKV_K8S_153"].into_iter().chain(lua).chain(alias)
}

/// Whether a value gets out of the directive that it is written into.
fn injects(value: Node<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim_end().contains(['\n', ';', '{', '}', '|']))
}
