use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let (Some(build), Some(image)) = (service.build(), service.image()) else { return };
    cx.report(service.key, format!("service `{}` has both a build and an image", service.name()))
        .label(build.node().span(), "the build")
        .label(image.span(), "the image")
        .help("keep one of them");
}
