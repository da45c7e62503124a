use crate::model::compose::{Service, listed};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some((image, groups)) = service.required_variables() else { return };
    // It may run as something else than a server, or take its variables from elsewhere.
    let others = ["env_file", "command", "entrypoint", "secrets", "configs"];
    if service.layers.is_open() || !service.overlays.is_empty() || others.iter().any(|key| !service.absent(&[key])) {
        return;
    }
    let variables = service.pairs(&["environment"]);
    let is_list = service.items(&["environment"]).iter().all(|node| !node.is_unknown() || node.text().contains('='));
    if !is_list || variables.iter().any(|pair| pair.name.contains('$')) {
        return;
    }
    let missing = groups.iter().filter(|group| variables.iter().all(|pair| !group.contains(&pair.name)));
    let names: Vec<String> = missing.map(|group| format!("`{}`", group[0])).collect();
    if !names.is_empty() {
        let names = listed(&names);
        cx.report(service.key, format!("service `{}` runs `{}` without {names}", service.name(), image.text()))
            .help(format!("set {names}, from a secret or a variable"));
    }
}
