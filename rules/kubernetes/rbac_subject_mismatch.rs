use crate::model::kubernetes::{AccessSubject, Object};
use crate::project::manifests::Wanted;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if !object.is_role_binding() || manifests.is_patch(file) {
        return;
    }
    for subject in object.access_subjects().into_iter().filter(|subject| subject.kind == "ServiceAccount") {
        check_name(subject, object, cx);
        let manifests = &cx.project.manifests;
        let Some(namespace) = subject.namespace().filter(|_| manifests.is_plain(file)) else { continue };
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

/// Reports an account that is nowhere if there is one of almost the same name.
fn check_name(subject: AccessSubject<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let namespace = subject.namespace().and_then(Node::as_text);
    let wanted = Wanted { asker: object, kind: "ServiceAccount", name: subject.name, namespace };
    let Some(near) = cx.project.manifests.missing(wanted).and_then(|missing| missing.near) else { return };
    let message =
        format!("{} is for the ServiceAccount `{}`, which is nowhere in this repository", object.title(), subject.name);
    cx.report(subject.place, message)
        .help(format!("did you mean `{}`?", near.label()))
        .label(near.place().span(), "the account with almost this name");
}
