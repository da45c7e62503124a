use crate::fix::{Edit, Safety};
use crate::model::compose::{MountKind, Service};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if service.file.is_for_coolify {
        return;
    }
    for mount in service.mounts().iter().filter(|mount| mount.kind == MountKind::Volume && !mount.node.is_map()) {
        let Some(source) = mount.source.filter(|source| source.is_known && source.text.contains('/')) else { continue };
        let message = format!(
            "service `{}` mounts `{}`, which Compose takes for the name of a volume",
            service.name(),
            source.text
        );
        let dotted = (!mount.node.is_shared()).then(|| Edit::replace(source.place.span.at_start(), "./"));
        cx.report(source.place, message).help(format!("write `./{}`", source.text)).fix(
            "begin the path with `./`",
            Safety::Safe,
            dotted,
        );
    }
}
