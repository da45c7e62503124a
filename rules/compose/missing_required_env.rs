use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some((store, image)) = service.store().filter(|(store, _)| !store.needs.is_empty()) else { return };
    // It may run as something else than a server, or take its variables from elsewhere.
    let others = ["env_file", "command", "entrypoint", "secrets", "configs"];
    if service.layers.is_open() || !service.overlays.is_empty() || others.iter().any(|key| !service.absent(&[key])) {
        return;
    }
    let variables = service.pairs(&["environment"]);
    let is_list = service.items(&["environment"]).iter().all(|node| !node.is_unknown() || node.text().contains('='));
    if is_list && !variables.iter().any(|pair| store.needs.contains(&pair.name) || pair.name.contains('$')) {
        let message = format!("service `{}` runs `{}` without `{}`", service.name(), image.text(), store.needs[0]);
        cx.report(service.key, message).help(format!("set `{}`, from a secret or a variable", store.needs[0]));
    }
}
