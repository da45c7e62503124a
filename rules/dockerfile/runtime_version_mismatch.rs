use crate::fix::{self, Safety};
use crate::model::docker::Dockerfile;
use crate::model::requirement;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for found in cx.project.docker.too_old(dockerfile, files) {
        let source = files.get(found.file);
        let place = Span::new(found.file, found.requirement.range.clone());
        let (path, name) = (source.path(), found.requirement.language.name());
        let message = format!(
            "the image has {name} {}, but `{path}` asks for `{}`",
            found.image.tag.unwrap_or_default().split('-').next().unwrap_or_default(),
            files.text(place)
        );
        let tag = requirement::raised(found.image.tag.unwrap_or_default(), &found.requirement.at_least);
        let edit = tag.and_then(|tag| fix::image::set_tag(files, found.stage.image()?, &tag));
        cx.report(found.stage.base_span(), message)
            .label(place, "asked for here")
            .help("take an image of that version or a newer one")
            .fix("take that version", Safety::Unsafe, edit);
    }
}
