use super::security_context;
use crate::fix::yaml::{self, Value};
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::{Container, ContainerRole, PodSpec};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

const FIELD: &str = "readOnlyRootFilesystem";

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    if pod.is_windows() {
        return;
    }
    let containers = pod.containers();
    let writable: Vec<(&Container<'_>, Node<'_>)> =
        containers.iter().filter_map(|container| Some((container, writable(*container)?))).collect();
    let Some((first, place)) = writable.first() else { return };
    // A pod that says nothing at all is one finding, not one for each container.
    let who = match writable.as_slice() {
        [_] => format!("container `{}` of {} may", first.name(), pod.object().title()),
        _ => format!("{} containers of {} may", writable.len(), pod.object().title()),
    };
    cx.report(*place, format!("{who} write to all of the image's files"))
        .help("set `readOnlyRootFilesystem: true`, and mount an `emptyDir` where it writes")
        .fix("leave only `/tmp` writable", Safety::Unsafe, only_temporary(pod, &writable));
}

/// Where a container leaves the files of its image writable.
fn writable(container: Container<'_>) -> Option<Node<'_>> {
    if container.role() == ContainerRole::Ephemeral {
        return None;
    }
    match container.security(FIELD) {
        Some(set) => (set.as_bool() == Some(false)).then_some(set),
        None => container.lacks_security(FIELD).then(|| container.gap(&["securityContext", FIELD])),
    }
}

/// The volume for what programs write where nobody told them another place, and where that is.
const TEMPORARY: (&str, &str) = ("tmp", "/tmp");

/// Leaves the containers only `/tmp` to write to, which is mounted where nothing is yet.
fn only_temporary(pod: PodSpec<'_>, writable: &[(&Container<'_>, Node<'_>)]) -> Option<Vec<Edit>> {
    let text = |text: &str| Value::scalar(text);
    let mut edits = Vec::new();
    let mut takes_volume = false;
    for (container, _) in writable {
        edits.push(match container.security(FIELD) {
            Some(set) => yaml::set(set, "true")?,
            None => security_context::in_container(**container, FIELD, text("true"))?,
        });
        let is_there = |mount: &Node<'_>| mount.get("mountPath").is_none_or(|path| path.as_str() != Some(TEMPORARY.1));
        if container.mounts().iter().all(is_there) {
            takes_volume = true;
            let mount = vec![("name".into(), text(TEMPORARY.0)), ("mountPath".into(), text(TEMPORARY.1))];
            edits.push(add_item(container.node(), "volumeMounts", Value::Map(mount))?);
        }
    }
    if takes_volume {
        let volume = vec![("name".into(), text(TEMPORARY.0)), ("emptyDir".into(), Value::Map(Vec::new()))];
        edits.push(add_item(pod.spec(), "volumes", Value::Map(volume))?);
        pod.volume_names().filter(|names| !names.contains(&TEMPORARY.0))?;
    }
    Some(edits)
}

fn add_item(map: Node<'_>, list: &str, item: Value) -> Option<Edit> {
    match map.get(list) {
        Some(items) => yaml::append(items, &item),
        None => map.lacks(list).then(|| yaml::insert(map, list, &Value::Seq(vec![item])))?,
    }
}
