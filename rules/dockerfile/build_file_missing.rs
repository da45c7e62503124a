use crate::fix::{Edit, Safety};
use crate::kind::FileKind;
use crate::project::docker::{Build, Builder};
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::Build(check);

fn check(build: &Build, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let (Some(context), Some(path)) = (build.context.path(), build.dockerfile.path()) else { return };
    if build.file.is_some() || files.exists(path) || cx.project.is_kept_out(path) || !files.folder_exists(context) {
        return;
    }
    // A Dockerfile of another name, in the folder or below the context, that may be meant.
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let dockerfiles: Vec<&str> = files
        .iter()
        .filter(|(_, file)| file.kind() == FileKind::Dockerfile)
        .map(|(_, file)| file.path())
        .filter(|other| other.strip_prefix(context).is_some_and(|rest| context.is_empty() || rest.starts_with('/')))
        .collect();
    let in_folder =
        dockerfiles.iter().filter(|other| other.rsplit_once('/').map_or("", |(folder, _)| folder) == folder);
    let names = in_folder.map(|other| other.rsplit('/').next().unwrap_or(other));
    let near_name = spelling::nearest(name, names);
    let near = near_name.map(|near| if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") });
    let only = || dockerfiles.first().filter(|_| dockerfiles.len() == 1).map(|path| (*path).to_owned());
    let meant = near.or_else(only);
    // A pipeline may write the file before it builds.
    if meant.is_none()
        && (build.by == Builder::Pipeline || build.dockerfile_place.is_none() && build.by == Builder::Bake)
    {
        return;
    }
    let place = build.dockerfile_place.or(build.context_place).unwrap_or(build.place);
    let edit = near_name.zip(build.dockerfile_place).and_then(|(near, place)| {
        let written = files.text(place.span).strip_suffix(name)?;
        Some(Edit::replace(place.span.part(written.len()..written.len() + name.len()), near))
    });
    let help = match meant {
        Some(path) => format!("did you mean `{path}`?"),
        None if build.dockerfile_place.is_some() => {
            "name a Dockerfile that is there; its path starts from the context".to_owned()
        }
        None => "add it, or name another one with `dockerfile`".to_owned(),
    };
    cx.report(place, format!("{} is built from `{path}`, which is not there", build.title)).help(help).fix(
        "name the file that is there",
        Safety::Unsafe,
        edit,
    );
}
