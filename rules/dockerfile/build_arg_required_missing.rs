use crate::model::docker::{Dockerfile, Stage, references};
use crate::project::docker::{Build, Builder, Target};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Build(check);

fn check(build: &Build, cx: &mut Cx<'_>) {
    let Some(dockerfile) = build.file.and_then(|file| cx.project.docker.of(file)) else { return };
    let Some(stage) = built(build, dockerfile) else { return };
    // What a command passes to bake, or Skaffold by a profile, cannot be seen.
    if matches!(build.by, Builder::Bake | Builder::Skaffold) {
        return;
    }
    let root = stage.root();
    let Some(base) = root.base_text() else { return };
    for reference in references(base.as_str(), dockerfile.syntax().escape) {
        let Some(argument) = dockerfile.global_argument(reference.name) else { continue };
        if reference.has_alternative || argument.value.is_some() || !build.args.lacks(reference.name) {
            continue;
        }
        let name = reference.name;
        cx.report(build.place, format!("{} does not pass `{name}`, without which there is no base image", build.title))
            .label(base.span(), "it is used here, and has no default")
            .help(format!("pass `{name}`, or give it a default in the Dockerfile"));
    }
}

/// The stage that a build makes.
fn built<'d>(build: &Build, dockerfile: &'d Dockerfile<'d>) -> Option<Stage<'d>> {
    match &build.target {
        Target::Last => dockerfile.final_stage(),
        Target::Stage(name, _) => dockerfile.target(name),
        Target::Unknown => None,
    }
}
