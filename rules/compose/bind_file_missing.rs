use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if service.file.is_for_coolify {
        return;
    }
    for mount in service.mounts() {
        let (Some(path), Some(target)) = (mount.bound_path(), mount.target) else { continue };
        let is_made_before = mount.node.at(&["bind", "create_host_path"]).is_some();
        let ending = ending(&path);
        let is_file = ending.is_some() && target.value().map(self::ending) == Some(ending);
        if is_file && !is_made_before && cx.project.surely_lacks(&path) {
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
