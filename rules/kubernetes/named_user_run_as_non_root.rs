use crate::model::docker::User;
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(demand) = container.security("runAsNonRoot").filter(|it| it.as_bool() == Some(true)) else { return };
    if !container.lacks_security("runAsUser") || container.pod().is_windows() {
        return;
    }
    let (Some(node), Some(stage)) = (container.image_node(), cx.project.stage_of(container)) else { return };
    let (message, help, place) = match stage.runs_as() {
        Some(User::Named(user, place)) => (
            format!(
                "container `{}` never starts: its image runs as `{user}`, a name that may stand for root",
                container.name()
            ),
            "write the number of the user behind `USER`, or set `runAsUser` to it",
            place,
        ),
        Some(User::Root(place)) => (
            format!("container `{}` never starts: it must not be root, and its image runs as root", container.name()),
            "give the image a `USER` with a number other than 0, or set `runAsUser`",
            place,
        ),
        Some(User::Numbered(_)) | None => return,
    };
    cx.report(node, message).label(demand.span(), "root is forbidden here").label(place, "the image").help(help);
}
