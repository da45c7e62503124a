use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let places: [&[&str]; 1] = [&["logging"]];
    if places.iter().all(|path| service.absent(path)) {
        cx.report(service.key, format!("service `{}` has no limit for its log", service.name()))
            .help("set `logging` with the driver `local`, or with `max-size` and `max-file`");
    }
}
