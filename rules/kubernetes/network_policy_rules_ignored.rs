use crate::fix::Safety;
use crate::fix::yaml::{self, Value};
use crate::model::kubernetes::{DIRECTIONS, NetworkPolicy, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(policy) = NetworkPolicy::new(object) else { return };
    for (direction, field) in DIRECTIONS {
        let entry = object.node().get("spec").and_then(|spec| spec.entry(field));
        let Some(entry) = entry.filter(|_| policy.rules(field).next().is_some()) else { continue };
        let Some(types) = policy.types().filter(|_| policy.isolates(direction) == Some(false)) else { continue };
        let selected = policy.selector().map(|it| cx.project.manifests.selected_by(object, it)).unwrap_or_default();
        cx.report(
            entry.key,
            format!("{} has rules for {field}, but its `policyTypes` do not name {direction}", object.title()),
        )
        .help(format!("add `{direction}` to `policyTypes`, or remove the rules: as it is they have no effect"))
        .label(types.span(), "what it is for")
        .fix(format!("add `{direction}`"), Safety::Unsafe, yaml::append(types, &Value::scalar(direction)))
        .stands_for((!selected.is_empty()).then_some("kics:k8s/pod_misconfigured_network_policy"));
    }
}
