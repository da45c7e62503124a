use crate::fix::{Safety, yaml};
use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let Some(entry) = file.root.own_entries().find(|entry| entry.key.text() == "version") else { return };
    if file.is_for_swarm() || file.is_legacy() {
        return;
    }
    let message = format!("`version: {}` is obsolete: Compose ignores it, and warns of it", entry.value.text());
    cx.report(entry.span(), message).help("remove the line").fix("remove the line", Safety::Safe, yaml::remove(entry));
}
