use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for mount in service.mounts() {
        let long = mount.node.at(&["bind", "propagation"]).map(|node| (node.text(), node.into()));
        let short = mount.options.iter().map(|option| (option.text, option.place));
        if let Some((word, place)) = short.chain(long).find(|(word, _)| matches!(*word, "shared" | "rshared")) {
            let message =
                format!("service `{}` mounts with the propagation `{word}`: its mounts reach the host", service.name());
            cx.report(place, message).help("use `rslave` if it only has to see what the host mounts");
        }
    }
}
