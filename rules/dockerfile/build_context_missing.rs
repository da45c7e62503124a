use crate::project::docker::{Build, Builder, Context};
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::Build(check);

fn check(build: &Build, cx: &mut Cx<'_>) {
    let (Some(path), Some(place)) = (build.context.path(), build.context_place) else { return };
    let files = cx.project.files();
    if files.folder_exists(path) || files.exists(path) || may_be_made(path, cx) {
        return;
    }
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    let parent = Context { folder: parent.to_owned(), is_named: true };
    let start = if parent.folder.is_empty() { 0 } else { parent.folder.len() + 1 };
    let beside = files.below(&parent.folder).filter_map(|path| path[start..].split_once('/')).map(|(folder, _)| folder);
    let near = spelling::nearest(name, beside);
    // A pipeline may make folders, and where the Dockerfile lies elsewhere, the folder may be one of which nothing is looked at.
    let is_sure = build.by != Builder::Pipeline && build.file.is_none();
    if near.is_none() && !is_sure {
        return;
    }
    let help = match near {
        Some(near) => format!("did you mean `{}`?", parent.at(near)),
        None => "name the folder of the context; the path starts from the folder of this file".to_owned(),
    };
    cx.report(place, format!("{} is built in `{path}`, which is not there", build.title)).help(help);
}

/// Whether something may make the folder before the build, or somebody keeps it out of the repository.
fn may_be_made(path: &str, cx: &Cx<'_>) -> bool {
    // Hidden folders are for tools.
    let is_made = |part: &str| {
        part.starts_with('.')
            || matches!(part, "dist" | "build" | "target" | "out" | "output" | "tmp" | "vendor" | "_output")
    };
    path.split('/').any(is_made) || cx.project.is_kept_out(path)
}
