use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if !object.is_role_binding() || manifests.is_patch(file) || !manifests.is_plain(file) {
        return;
    }
    for subject in object.access_subjects().into_iter().filter(|subject| subject.kind == "ServiceAccount") {
        let Some(namespace) = subject.namespace() else { continue };
        let accounts = manifests.named("ServiceAccount", subject.name);
        let spaces: Option<Vec<&str>> =
            accounts.iter().map(|account| account.namespace_node().and_then(Node::as_text)).collect();
        let here = accounts.iter().find(|account| manifests.are_together(account.node().span().file, file));
        let (Some(spaces), Some(account)) = (spaces, here) else { continue };
        if spaces.contains(&namespace.text()) {
            continue;
        }
        let is_in = account.namespace_node().map_or("", Node::text);
        let message =
            format!("ServiceAccount `{}` is in the namespace `{is_in}`, not in `{}`", subject.name, namespace.text());
        cx.report(namespace, message)
            .help("name the namespace that the account is in: the binding gives nothing to it as it is")
            .label(account.place().span(), "the account");
    }
}
