use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(image) = container.image().filter(|image| !image.has_digest()) else { return };
    let is_latest = image.reference().is_some_and(|reference| reference.tag.is_none_or(|tag| tag == "latest"));
    let policy = container.node().get("imagePullPolicy").filter(|_| is_latest);
    let Some(policy) = policy.filter(|it| it.as_str().is_some_and(|it| ["IfNotPresent", "Never"].contains(&it))) else {
        return;
    };
    let (name, text) = (container.name(), policy.text());
    cx.report(policy, format!("container `{name}` wants the latest image and takes any that is there (`{text}`)"))
        .help("name a version, or ask for the image each time")
        .fix("always ask for it", Safety::Unsafe, fix::yaml::set(policy, "Always"));
}
