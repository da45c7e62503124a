use crate::fix::{Safety, yaml};
use crate::model::compose::{ComposeFile, alphabet};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let Some(services) = file.root.get("services") else { return };
    let keys: Vec<Node<'_>> = services.own_entries().map(|entry| entry.key).collect();
    let Some(pair) = keys.windows(2).find(|pair| alphabet::compare(pair[0].text(), pair[1].text()).is_gt()) else {
        return;
    };
    let names: Vec<&str> = keys.iter().map(|key| key.text()).collect();
    cx.report(pair[1], format!("service `{}` stands behind `{}`", pair[1].text(), pair[0].text()))
        .help("put the services into the order of the alphabet")
        .fix("sort the services", Safety::Safe, yaml::reorder(services, &alphabet::order(&names)));
}
