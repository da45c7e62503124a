use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The API group of roles, users and groups.
const GROUP: &str = "rbac.authorization.k8s.io";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.group() != GROUP {
        return;
    }
    let title = object.title();
    match object.kind() {
        "RoleBinding" | "ClusterRoleBinding" => binding(object, &title, cx),
        "Role" | "ClusterRole" => role(object, &title, cx),
        _ => {}
    }
}

fn binding(object: Object<'_>, title: &str, cx: &mut Cx<'_>) {
    let is_cluster = object.kind() == "ClusterRoleBinding";
    let role = |key: &str| object.node().at(&["roleRef", key]);
    if let Some(kind) = role("kind").filter(|kind| is_cluster && kind.as_str() == Some("Role")) {
        cx.report(kind, format!("{title} binds a Role, which is of one namespace"))
            .help("bind a ClusterRole, or make it a RoleBinding: the API server refuses the object");
    }
    if let Some(group) = role("apiGroup").filter(|group| group.as_str().is_some_and(|it| !it.is_empty() && it != GROUP))
    {
        cx.report(group, format!("{title} binds a role of the API group `{}`", group.text()))
            .help(format!("write `apiGroup: {GROUP}`: the API server refuses the object"));
    }
    for subject in object.node().get("subjects").into_iter().flat_map(Node::items) {
        let Some(kind) = subject.get("kind").and_then(Node::as_str) else { continue };
        let name = subject.get("name").map_or("", Node::text);
        let group = subject.get("apiGroup").filter(|group| group.as_str().is_some_and(|it| !it.is_empty()));
        // A kustomization may fill it in.
        let file = object.node().span().file;
        let is_plain = || cx.project.manifests.units(file).all(|unit| !unit.is_kustomization && !unit.is_left_out);
        if kind == "ServiceAccount" {
            if is_cluster && subject.lacks("namespace") && is_plain() {
                let place = subject.get("name").unwrap_or(subject);
                cx.report(place, format!("{title} names ServiceAccount `{name}` of no namespace"))
                    .help("say its `namespace`: the API server refuses the object, as there is none to take it from");
            }
            if let Some(group) = group {
                cx.report(group, format!("{title} names ServiceAccount `{name}` of the API group `{}`", group.text()))
                    .help(
                        "remove `apiGroup`: service accounts are of the core group, and the API server refuses another",
                    );
            }
        } else if ["User", "Group"].contains(&kind)
            && let Some(group) = group.filter(|group| group.text() != GROUP)
        {
            cx.report(group, format!("{title} names {kind} `{name}` of the API group `{}`", group.text()))
                .help(format!("write `apiGroup: {GROUP}`: the API server refuses another"));
        }
    }
}

/// Whether a rule surely lists nothing there.
fn has_none(rule: Node<'_>, list: &str) -> bool {
    rule.absent(&[list]) || rule.get(list).is_some_and(Node::is_empty_list)
}

fn role(object: Object<'_>, title: &str, cx: &mut Cx<'_>) {
    for rule in object.node().get("rules").into_iter().flat_map(Node::items).filter(|rule| rule.is_map()) {
        if has_none(rule, "verbs") {
            cx.report(rule, format!("a rule of {title} has no verbs"))
                .help("say under `verbs` what it allows: the API server refuses the object");
        }
        let urls = rule.entry("nonResourceURLs").filter(|urls| urls.value.items().len() > 0);
        if let Some(urls) = urls.filter(|_| object.kind() == "Role") {
            cx.report(urls.key, format!("{title} allows URLs, which are of no namespace"))
                .help("make it a ClusterRole: the API server refuses `nonResourceURLs` in a Role");
        }
        for (list, what) in [("apiGroups", "API group"), ("resources", "resource")] {
            if has_none(rule, list) && has_none(rule, "nonResourceURLs") {
                let help = match list {
                    "apiGroups" => {
                        "add `apiGroups`, with `\"\"` for pods, Services and the like: the API server refuses the object"
                    }
                    _ => "say under `resources` what it is about: the API server refuses the object",
                };
                cx.report(rule, format!("a rule of {title} names no {what}")).help(help);
            }
        }
    }
}
