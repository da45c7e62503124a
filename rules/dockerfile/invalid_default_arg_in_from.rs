use crate::model::docker::{Stage, references};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let dockerfile = stage.dockerfile();
    let Some(base) = stage.base_text().filter(|base| base.as_str().contains('$')) else { return };
    let by_default = dockerfile.base_by_default(base.as_str());
    let Some(name) = by_default.as_str() else { return };
    if dockerfile.target(name).is_some() || Reference::parse(name).is_some() {
        return;
    }
    // An argument that is not declared at all is another rule's.
    let all = references(base.as_str(), dockerfile.syntax().escape);
    let empty = all.iter().find_map(|it| dockerfile.global_argument(it.name).filter(|pair| pair.value.is_none()));
    let Some(argument) = empty else { return };
    let file = dockerfile.file();
    let mut services = cx.project.docker.services(file, &cx.project.compose).peekable();
    let is_given = services.peek().is_some() && services.all(|service| !service.absent(&["build", "args"]));
    if is_given {
        return;
    }
    let shown = if name.is_empty() { "nothing".to_owned() } else { format!("`{name}`") };
    cx.report(base.span(), format!("without an argument this is {shown}, which is no image"))
        .label(argument.name.span(), "it has no default")
        .help(format!("give `{}` a default", argument.name.as_str()));
}
