use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(build) = service.build() else { return };
    if let (Some(file), Some(inline)) = (build.get("dockerfile"), build.get("dockerfile_inline")) {
        cx.report(file, format!("service `{}` names a Dockerfile and has one inline", service.name()))
            .label(inline.span(), "the one inline")
            .help("keep one of them");
    }
}
