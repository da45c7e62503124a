use crate::fix::{Safety, dockerfile as fix};
use crate::model::compose::Service;
use crate::model::docker::{Dockerfile, Flag, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Words of a stage's name that say that it is for one platform.
const PLATFORMS: [&str; 12] =
    ["amd64", "arm64", "arm", "armv7", "386", "x86", "x64", "aarch64", "ppc64le", "s390x", "riscv64", "linux"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some((flag, platform)) = constant(stage) else { return };
    let dockerfile = stage.dockerfile();
    let is_in_image = stage.is_final() || dockerfile.final_stage().is_some_and(|last| last.root() == stage);
    let says_so = stage.name().is_some_and(|name| name.split(['-', '_', '.']).any(|word| PLATFORMS.contains(&word)));
    let differs = dockerfile.stages().filter_map(constant).any(|(_, other)| other != platform);
    if !is_in_image || says_so || differs || stage.is_windows() || is_wanted(dockerfile, platform, cx) {
        return;
    }
    cx.report(flag.span, format!("the image is for `{platform}` on every machine"))
        .help("leave the flag out, and say the platform when it is built: `docker build --platform`")
        .fix("remove the flag", Safety::Unsafe, fix::remove_flag(dockerfile.syntax(), flag));
}

/// Whether something that builds the file asks for this platform and no other.
fn is_wanted(dockerfile: &Dockerfile<'_>, platform: &str, cx: &Cx<'_>) -> bool {
    let file = dockerfile.file();
    let mut services = cx.project.docker.services(file, &cx.project.compose);
    let asks = |service: &Service<'_>| service.at(&["platform"]).is_some_and(|node| node.as_str() == Some(platform));
    cx.project.docker.builds_of(file).any(|build| build.platforms == [platform]) || services.any(asks)
}

/// The flag of a stage that names a platform without a variable.
fn constant(stage: Stage<'_>) -> Option<(&Flag<'_>, &str)> {
    let flag = stage.from().syntax().flag("platform")?;
    let platform = flag.value.as_ref()?.as_str();
    (!platform.contains('$')).then_some((flag, platform))
}
