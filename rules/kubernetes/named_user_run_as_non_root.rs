use crate::model::docker::{Command, Stage};
use crate::model::image::Image;
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Container(check);

/// Whom an image runs as, if the kubelet cannot be content with it.
pub enum User {
    Named(String, Span),
    Root(Span),
}

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(demand) = container.security("runAsNonRoot").filter(|it| it.as_bool() == Some(true)) else { return };
    if !container.lacks_security("runAsUser") || container.pod().is_windows() {
        return;
    }
    let (Some(node), Some(stage)) = (container.image_node(), cx.project.stage_of(container)) else { return };
    let (message, help, place) = match user_of(stage) {
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
        None => return,
    };
    cx.report(node, message).label(demand.span(), "root is forbidden here").label(place, "the image").help(help);
}

/// The user of the image that a stage becomes.
pub fn user_of(stage: Stage<'_>) -> Option<User> {
    let Some(instruction) = stage.user() else {
        let is_root = stage.is_from_scratch() || stage.external_image().is_some_and(Image::is_surely_root);
        return is_root.then(|| User::Root(stage.base_span()));
    };
    let Command::User(user) = instruction.command() else { return None };
    // What is not written out may be given to the build.
    let name = user.as_str().split(':').next().filter(|name| !name.contains('$') && !name.is_empty())?;
    match name.parse::<u32>() {
        Ok(0) => Some(User::Root(user.span())),
        Ok(_) => None,
        Err(_) if name == "root" => Some(User::Root(user.span())),
        Err(_) => Some(User::Named(name.to_owned(), user.span())),
    }
}
