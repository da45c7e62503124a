use crate::diagnostic::Place;
use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Dockerfile, is_set_by_builder};
use crate::project::docker::{Build, Builder};
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::Build(check);

fn check(build: &Build, cx: &mut Cx<'_>) {
    let Some(dockerfile) = build.file.and_then(|file| cx.project.docker.of(file)) else { return };
    if build.args.names.is_empty() || dockerfile.stages().len() == 0 {
        return;
    }
    let declared = declared(dockerfile);
    let path = cx.project.files().get(dockerfile.file()).path();
    for (name, place) in &build.args.names {
        let is_known = declared.contains(&name.as_str()) || is_predefined(name) || is_set_by_builder(name);
        if is_known || name.is_empty() || is_shared(build, place) {
            continue;
        }
        let is_whole = cx.project.files().text(place.span) == name;
        let reported = cx.report(*place, format!("{} passes `{name}`, but `{path}` declares no such ARG", build.title));
        match spelling::nearest(name, declared.iter().copied()) {
            Some(near) => {
                let is_given = build.args.names.iter().any(|(other, _)| other == near);
                let edit = (is_whole && !is_given).then(|| Edit::replace(place.span, near));
                reported.help(format!("did you mean `{near}`?")).fix(format!("pass `{near}`"), Safety::Unsafe, edit)
            }
            None => reported.help(format!("declare it with `ARG {name}` in the stage that uses it, or do not pass it")),
        };
    }
}

/// The names of all arguments that a Dockerfile declares.
fn declared<'d>(dockerfile: &'d Dockerfile<'d>) -> Vec<&'d str> {
    let pairs = dockerfile.instructions().filter_map(|instruction| match instruction.triggered().command() {
        Command::Arg(pairs) => Some(pairs),
        _ => None,
    });
    pairs.flatten().map(|pair| pair.name.as_str()).collect()
}

/// Arguments that the builder takes without their being declared (Dockerfile reference, "Predefined ARGs" and "BuildKit built-in build
/// args").
fn is_predefined(name: &str) -> bool {
    const NAMES: [&str; 7] =
        ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "SOURCE_DATE_EPOCH", "DOCKER_BUILDKIT"];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) || name.starts_with("BUILDKIT_")
}

/// Whether several builds may share what passes the argument, so that it need not be for this one.
fn is_shared(build: &Build, place: &Place) -> bool {
    place.via.is_some() || build.by == Builder::Bake && !build.place.span.contains(place.span)
}
