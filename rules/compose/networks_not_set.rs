use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let places: [&[&str]; 2] = [&["networks"], &["network_mode"]];
    if places.iter().all(|path| service.absent(path)) {
        cx.report(service.key, format!("service `{}` is in the default network with all others", service.name()))
            .help("name the networks that it needs");
    }
}
