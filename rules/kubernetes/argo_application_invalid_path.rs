use rustc_hash::FxHashSet;

use crate::model::kubernetes::Object;
use crate::model::kubernetes::gitops::ApplicationSource;
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::source::join_path;
use crate::spelling;

pub const CHECK: Check = Check::Object(check);

/// How many applications are looked at to see whether a repository is this one.
const MAX_COMPARED: usize = 100;

/// How many folders of this repository other applications have to name before it is taken for the one that is meant.
const ENOUGH: usize = 2;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for source in object.application_sources() {
        let Some((node, written)) = source.path() else { continue };
        let Some(path) = folder(written) else { continue };
        if cx.project.files().folder_exists(&path) || cx.project.git_ignored().contains(&path) {
            continue;
        }
        let known = folders_of_same(cx.project, source);
        if known.len() < ENOUGH {
            continue;
        }
        let help = match spelling::nearest(&path, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`? The application cannot be synchronised"),
            None => "name a folder of this repository: the application cannot be synchronised".into(),
        };
        cx.report(node, format!("{} takes the folder `{written}`, which is not in this repository", object.title()))
            .help(help);
    }
}

/// The folder that a path of a source means, if it is one within the repository that can be known.
fn folder(path: &str) -> Option<String> {
    let is_literal = !path.contains(['*', '{', '$', '<', '[']);
    join_path("", path.trim_end_matches('/')).filter(|path| is_literal && !path.is_empty())
}

/// The folders of this repository that applications name which take the same revision of the same repository.
fn folders_of_same(project: &Project<'_>, source: ApplicationSource<'_>) -> FxHashSet<String> {
    let Some(repository) = source.repository() else { return FxHashSet::default() };
    let all = project.manifests.everywhere();
    let applications = ["Application", "ApplicationSet"].into_iter().flat_map(|kind| all.of_kind(kind));
    let sources = applications.take(MAX_COMPARED).flat_map(|it| it.application_sources());
    let same = sources.filter(|it| it.repository() == Some(repository) && it.revision() == source.revision());
    same.filter_map(|it| folder(it.path()?.1)).filter(|path| project.files().folder_exists(path)).collect()
}
