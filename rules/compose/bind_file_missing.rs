use crate::model::compose::{MountKind, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if service.file.is_for_coolify {
        return;
    }
    for mount in service.mounts() {
        let (Some(source), Some(target)) = (mount.source.filter(|_| mount.kind == MountKind::Bind), mount.target)
        else {
            continue;
        };
        let Some(path) = source.value() else { continue };
        let is_made_before = mount.node.at(&["bind", "create_host_path"]).is_some();
        let ending = ending(path);
        let is_file = ending.is_some() && target.value().map(self::ending) == Some(ending);
        if !is_file || is_made_before {
            continue;
        }
        if let Some(path) = cx.project.missing(mount.node.span().file, path) {
            let message = format!(
                "service `{}` mounts `{path}`, which does not exist: Docker makes a folder of it",
                service.name()
            );
            cx.report(mount.place(), message).help("add the file; its path is relative to this file");
        }
    }
}

/// The ending of a file's name. `conf.d` and the like are folders.
fn ending(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_of_file = ending.len() > 1 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_of_file && !stem.is_empty() && ending.bytes().any(|byte| byte.is_ascii_alphabetic())).then_some(ending)
}
