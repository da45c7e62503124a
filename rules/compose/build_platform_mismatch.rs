use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(platform) = service.at(&["platform"]).filter(|node| node.as_str().is_some()) else { return };
    let built = service.items(&["build", "platforms"]);
    let is_left_out = built.iter().all(|node| node.as_str().is_some_and(|name| name != platform.text()));
    if let Some(first) = built.first().filter(|_| is_left_out) {
        let message =
            format!("service `{}` runs on `{}`, for which its image is not built", service.name(), platform.text());
        cx.report(platform, message).label(first.span(), "built for").help("add it to `build.platforms`");
    }
}
