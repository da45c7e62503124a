use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let places: [&[&str]; 2] = [&["pids_limit"], &["deploy", "resources", "limits", "pids"]];
    // 0 and -1 are no limits.
    let none = places.iter().find_map(|path| service.at(path)).filter(|node| node.as_i64().is_some_and(|it| it < 1));
    if none.is_some() || places.iter().all(|path| service.absent(path)) {
        cx.report(
            none.unwrap_or(service.key),
            format!("service `{}` may start any number of processes", service.name()),
        )
        .help("set `pids_limit`, so that a fork bomb stays in its container");
    }
}
