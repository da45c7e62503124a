use crate::fix::{Edit, Safety};
use crate::model::docker::Stage;
use crate::project::docker::{Build, Target};
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::Build(check);

fn check(build: &Build, cx: &mut Cx<'_>) {
    let Target::Stage(name, place) = &build.target else { return };
    let Some(dockerfile) = build.file.and_then(|file| cx.project.docker.of(file)) else { return };
    if dockerfile.target(name).is_some() || dockerfile.stages().len() == 0 {
        return;
    }
    let files = cx.project.files();
    let path = files.get(dockerfile.file()).path();
    let names: Vec<&str> = dockerfile.stages().filter_map(Stage::name).collect();
    let reported = cx.report(*place, format!("{} builds `{name}`, but `{path}` has no such stage", build.title));
    match spelling::nearest(name, names.iter().copied()) {
        Some(near) => {
            let is_plain = files.text(place.span) == name;
            let edit = is_plain.then(|| Edit::replace(place.span, near));
            reported.help(format!("did you mean `{near}`?")).fix("name the stage that is there", Safety::Unsafe, edit);
        }
        None if names.is_empty() => {
            reported.help("no stage of it has a name: add `AS` and a name to a FROM, or drop the target");
        }
        None => {
            reported.help(format!("its stages are `{}`", names.join("`, `")));
        }
    }
}
