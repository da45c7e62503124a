use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::fix::{self, Safety};
use crate::model::kubernetes::schema::Schema;
use crate::model::kubernetes::{Object, PolicyRule, resource_of};
use crate::rule::{Check, Cx};
use crate::spelling::is_near;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// The verbs of the API, and those that only authorisation knows
/// (<https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb>).
const VERBS: [&str; 14] = [
    "approve",
    "attest",
    "bind",
    "create",
    "delete",
    "deletecollection",
    "escalate",
    "get",
    "impersonate",
    "list",
    "patch",
    "sign",
    "update",
    "watch",
];
/// Groups in which more was than the table knows: what `OpenShift` had in the core group is told by the near miss that is asked for.
const GONE: [&str; 2] = ["extensions", "metrics.k8s.io"];

/// The resources of each built-in API group.
type Resources = FxHashMap<&'static str, Vec<String>>;

fn resources() -> &'static Resources {
    static ALL: OnceLock<Resources> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Resources = FxHashMap::default();
        for (version, kind) in Schema::get().kinds().filter(|(_, kind)| !kind.ends_with("List")) {
            let group = version.rsplit_once('/').map_or("", |(group, _)| group);
            let resource = resource_of(kind);
            let known = all.entry(group).or_default();
            if !known.contains(&resource) {
                known.push(resource);
            }
        }
        for resources in all.values_mut() {
            resources.sort_unstable();
        }
        all
    })
}

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for rule in object.policy_rules() {
        let Some(groups) = groups(rule) else { continue };
        for resource in rule.items("resources").into_iter().flatten() {
            check_resource(resource, &groups, object, cx);
        }
        for verb in rule.items("verbs").into_iter().flatten() {
            let Some(text) = verb.as_str().filter(|text| !VERBS.contains(text)) else { continue };
            let Some(meant) = VERBS.iter().find(|known| is_near(text, known)) else { continue };
            cx.report(verb, format!("a rule of {} has the verb `{text}`, which nothing asks for", object.title()))
                .help(format!("did you mean `{meant}`?"))
                .fix(format!("write `{meant}`"), Safety::Unsafe, fix::yaml::set(verb, meant));
        }
    }
}

/// The API groups of a rule, if all of them are built in.
fn groups(rule: PolicyRule<'_>) -> Option<Vec<&str>> {
    let groups: Option<Vec<&str>> = rule.items("apiGroups")?.map(Node::as_str).collect();
    groups.filter(|groups| {
        !groups.is_empty() && groups.iter().all(|it| resources().contains_key(it) && !GONE.contains(it))
    })
}

fn check_resource(node: Node<'_>, groups: &[&str], object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(text) = node.as_str().filter(|text| !text.contains('*')) else { return };
    let (name, part) = text.split_once('/').map_or((text, None), |(name, part)| (name, Some(part)));
    let has = |group: &str, name: &str| resources()[group].iter().any(|it| it == name);
    if name.is_empty() || groups.iter().any(|group| has(group, name)) {
        return;
    }
    let title = object.title();
    let here = if groups == [""] { "the core API group".to_owned() } else { format!("`{}`", groups.join("`, `")) };
    let slip = groups.iter().flat_map(|group| &resources()[group]).find(|known| is_meant(name, known));
    if let Some(meant) = slip {
        let whole = part.map_or(meant.clone(), |part| format!("{meant}/{part}"));
        cx.report(node, format!("a rule of {title} is about `{text}`, and there is no such resource in {here}"))
            .help(format!("did you mean `{whole}`?"))
            .fix(format!("write `{whole}`"), Safety::Unsafe, fix::yaml::set(node, &whole));
        return;
    }
    let mut homes: Vec<&str> = resources().keys().copied().filter(|group| has(group, name)).collect();
    homes.sort_unstable();
    if let Some(home) = homes.first() {
        let of = if home.is_empty() { "the core group (`\"\"`)".to_owned() } else { format!("`{home}`") };
        cx.report(node, format!("a rule of {title} is about `{text}`, which {here} does not have"))
            .help(format!("it is of {of}: add that to `apiGroups`, as the rule allows nothing with it"));
    }
}

/// Whether a name is that of a kind (`Pod`), its singular, or a slip of the pen.
fn is_meant(name: &str, resource: &str) -> bool {
    name.eq_ignore_ascii_case(resource) || resource_of(name) == resource || name.len() > 4 && is_near(name, resource)
}
