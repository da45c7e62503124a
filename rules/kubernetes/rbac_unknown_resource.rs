use crate::fix::{self, Safety};
use crate::model::kubernetes::resources::{FINALIZERS, Resources, VERBS};
use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many rules of a role are looked at for another one; where there are more, nothing is said.
const MAX_COMPARED: usize = 200;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let rules = object.policy_rules();
    for rule in &rules {
        check_verbs(*rule, object, cx);
        let Some(groups) = known_groups(*rule) else { continue };
        for node in rule.items("resources").into_iter().flatten() {
            let Some(text) = node.as_str().filter(|text| !text.contains('*')) else { continue };
            let (resource, subresource) = text.split_once('/').unwrap_or((text, ""));
            if groups.iter().any(|group| Resources::get().has(group, resource)) {
                check_subresource(node, resource, subresource, &groups, object, cx);
            } else {
                check_resource(node, resource, &groups, &rules, object, cx);
            }
        }
    }
}

/// The API groups of a rule, if Kubernetes itself serves all of them.
fn known_groups(rule: PolicyRule<'_>) -> Option<Vec<&str>> {
    let groups: Option<Vec<&str>> = rule.items("apiGroups")?.map(Node::as_str).collect();
    groups.filter(|groups| !groups.is_empty() && groups.iter().all(|group| Resources::get().knows_group(group)))
}

/// The subresources that a resource has in these groups, if the one that is named is surely none of them.
fn lacking(groups: &[&str], resource: &str, subresource: &str) -> Option<&'static [&'static str]> {
    let resources = Resources::get();
    let mut owners = groups.iter().filter(|group| resources.has(group, resource));
    let first = resources.lacks_subresource(owners.next()?, resource, subresource)?;
    let is_plain = !subresource.is_empty() && !subresource.contains('/');
    (is_plain && owners.next().is_none()).then_some(first)
}

/// The one that is meant by a subresource that is not there.
fn meant(known: &[&'static str], subresource: &str) -> Option<&'static str> {
    let is_meant = |known: &&&str| known.eq_ignore_ascii_case(subresource) || spelling::is_near(subresource, known);
    known.iter().chain(&[FINALIZERS]).find(is_meant).copied()
}

fn check_subresource(
    node: Node<'_>,
    resource: &str,
    subresource: &str,
    groups: &[&str],
    object: Object<'_>,
    cx: &mut Cx<'_>,
) {
    let Some(known) = lacking(groups, resource, subresource) else { return };
    let reported = cx.report(
        node,
        format!("{} names `{resource}/{subresource}`, but `{resource}` have no such subresource", object.title()),
    );
    match meant(known, subresource) {
        Some(right) => {
            let written = format!("{resource}/{right}");
            reported.help(format!("did you mean `{written}`?")).fix(
                "name the subresource as the API does",
                Safety::Unsafe,
                fix::yaml::set(node, &written),
            );
        }
        None => drop(reported.help(format!("{}: as it is, the rule gives no access", listed(known)))),
    }
}

/// The subresources that there are, in words.
fn listed(known: &[&str]) -> String {
    let names = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if known.len() == 1 { format!("the only one is {names}") } else { format!("there are {names}") }
}

fn check_resource(
    node: Node<'_>,
    resource: &str,
    groups: &[&str],
    rules: &[PolicyRule<'_>],
    object: Object<'_>,
    cx: &mut Cx<'_>,
) {
    let resources = Resources::get();
    let title = object.title();
    let right = groups.iter().find_map(|group| resources.of_kind(group, resource));
    let near = || {
        let known = groups.iter().flat_map(|group| resources.of_group(group));
        known.filter(|known| spelling::is_near(resource, known)).min()
    };
    if let Some(right) = right.or_else(near) {
        let mut written = node.text().replacen(resource, right, 1);
        if let Some((_, subresource)) = node.text().split_once('/')
            && let Some(known) = lacking(groups, right, subresource)
        {
            let Some(sub) = meant(known, subresource) else {
                cx.report(node, format!("{title} names the resource `{}`, which no API group has", node.text()))
                    .help(format!("`{right}` have no `{subresource}`, either: as it is, the rule gives no access"));
                return;
            };
            written = format!("{right}/{sub}");
        }
        cx.report(node, format!("{title} names the resource `{}`, which no API group has", node.text()))
            .help(format!("did you mean `{written}`? Resources are named in the plural and in small letters"))
            .fix("name the resource as the API does", Safety::Unsafe, fix::yaml::set(node, &written));
    } else if let Some(group) = resources.group_of(resource) {
        // Who names it again in the right group has what is needed.
        let grants = |rule: &PolicyRule<'_>| {
            rule.allows("apiGroups", &[group]).is_some() && rule.allows("resources", &[node.text()]).is_some()
        };
        if rules.len() > MAX_COMPARED || rules.iter().any(grants) {
            return;
        }
        let listed = groups.iter().map(|group| named(group)).collect::<Vec<_>>().join(", ");
        cx.report(node, format!("{title} names the resource `{}`, which is not in {listed}", node.text()))
            .help(format!("it is in {}: as it is, the rule gives no access to it", named(group)));
    }
}

fn named(group: &str) -> String {
    if group.is_empty() { "the core API group (`\"\"`)".into() } else { format!("the API group `{group}`") }
}

fn check_verbs(rule: PolicyRule<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    if rule.items("nonResourceURLs").is_some_and(|mut urls| urls.next().is_some()) {
        return;
    }
    for node in rule.items("verbs").into_iter().flatten() {
        let Some(verb) = node.as_str().filter(|verb| !VERBS.contains(verb)) else { continue };
        let is_meant = |known: &&&str| known.eq_ignore_ascii_case(verb) || spelling::is_near(verb, known);
        if let Some(known) = VERBS.iter().find(is_meant) {
            cx.report(node, format!("{} allows the verb `{verb}`, which the API does not have", object.title()))
                .help(format!("did you mean `{known}`?"))
                .fix("name the verb as the API does", Safety::Unsafe, fix::yaml::set(node, known));
        }
    }
}
