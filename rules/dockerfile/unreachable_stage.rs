use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let built = cx.project.docker.built_stages(dockerfile.file());
    // One with a name may be built by a script that we cannot see.
    for stage in dockerfile.stages().filter(|stage| stage.name().is_none() && !stage.is_final()) {
        if stage.is_used() || built.contains(&stage) {
            continue;
        }
        let base = stage.base_text().map_or("", |text| text.as_str());
        cx.report(stage.base_span(), format!("nothing uses this stage from `{base}`, so it is not built"))
            .help("remove it, or give it a name and copy from it what was meant to be in the image");
    }
}
