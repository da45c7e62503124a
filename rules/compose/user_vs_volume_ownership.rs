use crate::model::compose::{MountKind, Service};
use crate::model::docker::{Command, Stage};
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if !service.absent(&["user"]) || !service.absent(&["userns_mode"]) {
        return;
    }
    let Some(stage) = cx.project.stage_of_service(service) else { return };
    let Some((user, span)) = stage.user().and_then(|it| match it.command() {
        Command::User(user) => Some((user.as_str(), user.span())),
        _ => None,
    }) else {
        return;
    };
    let name = user.split(':').next().unwrap_or_default();
    if name.is_empty() || matches!(name, "root" | "0") || name.contains('$') || stage.changes_user_at_start() {
        return;
    }
    for mount in
        service.mounts().iter().filter(|mount| mount.kind == MountKind::Volume && mount.is_read_only == Some(false))
    {
        let Some(target) = mount.target.and_then(|target| target.value()) else { continue };
        if !may_be_made(stage, target) {
            let message =
                format!("volume at `{target}` of `{}` belongs to root, and the image runs as `{name}`", service.name());
            cx.report(mount.place(), message)
                .label(span, "the user")
                .help("make the folder in the Dockerfile and give it to the user, before `USER`: a new volume takes that over");
        }
    }
}

/// Whether something in a stage may make a folder, so that a new volume takes its owner over.
fn may_be_made(stage: Stage<'_>, target: &str) -> bool {
    let folder = target.trim_end_matches('/');
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    let is_known = stage.external_image().is_some_and(Image::is_surely_root);
    let mut instructions = stage.chain().flat_map(Stage::instructions);
    !is_known
        || instructions.any(|it| match it.command() {
            Command::Run(_) => {
                let text = it.syntax().arguments.as_str();
                let name = folder.rsplit('/').next().unwrap_or(folder);
                text.contains(name)
                    || !above.is_empty() && text.contains(above)
                    || text.contains("chown")
                    || it.commands().is_empty()
            }
            Command::Copy(_) | Command::Add(_) => {
                it.destination().is_none_or(|to| folder.starts_with(to.trim_end_matches('/')) || to.starts_with(folder))
            }
            Command::Workdir(_) => {
                it.syntax().arguments.as_str().contains(folder) || folder.contains(it.syntax().arguments.as_str())
            }
            Command::Onbuild(_) | Command::Invalid => true,
            _ => false,
        })
}
