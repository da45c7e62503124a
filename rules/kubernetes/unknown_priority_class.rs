use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// The classes that every cluster has.
const BUILT_IN: [&str; 2] = ["system-cluster-critical", "system-node-critical"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let Some(node) = pod.spec().get("priorityClassName") else { return };
    let Some(name) = node.as_str().filter(|name| !name.is_empty() && !BUILT_IN.contains(name)) else { return };
    let classes = cx.project.manifests.everywhere().of_kind("PriorityClass");
    let may_be_defined = classes.iter().any(|class| class.name().is_none_or(|it| it == name));
    if !may_be_defined && !cx.list("classes").iter().any(|class| class == name) {
        cx.report(
            node,
            format!("{} has the priority class `{name}`, which no file here defines", pod.object().title()),
        )
        .help("define it in a PriorityClass, or name it in `classes` if the cluster has it");
    }
}
