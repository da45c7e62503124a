use crate::project::docker::{Build, Builder};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Build(check);

fn check(build: &Build, cx: &mut Cx<'_>) {
    let docker = &cx.project.docker;
    let Some(file) = build.file.filter(|_| build.by != Builder::Bake) else { return };
    let others = || docker.builds_of(file).filter(|other| !std::ptr::eq(*other, build));
    let Some(dockerfile) = docker.of(file).filter(|_| others().any(|other| !other.contexts.names.is_empty())) else {
        return;
    };
    let mut told: Vec<&str> = Vec::new();
    for instruction in dockerfile.instructions().filter(|instruction| docker.is_built(*instruction)) {
        for (name, span) in instruction.source_names() {
            let given = others().find_map(|other| other.contexts.place_of(name));
            let Some(given) = given.filter(|_| dockerfile.target(name).is_none()) else { continue };
            if !build.contexts.lacks(name) || told.contains(&name) {
                continue;
            }
            told.push(name);
            cx.report(build.place, format!("{} does not give the context `{name}`", build.title))
                .label(span, "it is copied from here")
                .label(given.span, "another build gives it")
                .help(format!("give the context `{name}` here, too, or the builder takes it for the name of an image"));
        }
    }
}
