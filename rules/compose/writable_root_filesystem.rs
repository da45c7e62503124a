use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let places: [&[&str]; 1] = [&["read_only"]];
    let off = service.at(&["read_only"]).filter(|node| node.as_bool() == Some(false));
    if off.is_some() || places.iter().all(|path| service.absent(path)) {
        cx.report(
            off.unwrap_or(service.key),
            format!("service `{}` can write to its whole root filesystem", service.name()),
        )
        .help("set `read_only: true` and mount what it writes to");
    }
}
