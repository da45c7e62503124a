use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let places: [&[&str]; 1] = [&["cap_drop"]];
    if places.iter().all(|path| service.absent(path)) {
        cx.report(service.key, format!("service `{}` keeps the default capabilities", service.name()))
            .help("drop them with `cap_drop: [ALL]` and add what it needs");
    }
}
