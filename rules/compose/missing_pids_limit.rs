use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let places: [&[&str]; 2] = [&["pids_limit"], &["deploy", "resources", "limits", "pids"]];
    if places.iter().all(|path| service.absent(path)) {
        cx.report(service.key, format!("service `{}` may start any number of processes", service.name()))
            .help("set `pids_limit`, so that a fork bomb stays in its container");
    }
}
