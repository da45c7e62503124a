use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let places: [&[&str]; 2] = [&["deploy", "resources", "reservations", "devices"], &["gpus"]];
    for request in places.iter().flat_map(|path| service.items(path)) {
        if let (Some(count), Some(ids)) = (request.get("count"), request.get("device_ids")) {
            cx.report(count, format!("service `{}` asks for devices by number and by name", service.name()))
                .label(ids.span(), "by name")
                .help("keep `count` or `device_ids`");
        }
    }
}
