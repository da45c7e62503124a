use rustc_hash::FxHashSet;

use crate::model::kubernetes::Object;
use crate::model::kubernetes::gitops::TakenFolder;
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
    for taken in object.taken_folders() {
        let Some(path) = folder(taken.path) else { continue };
        if cx.project.files().folder_exists(&path) || cx.project.git_ignored().contains(&path) {
            continue;
        }
        let known = folders_of_same(cx.project, taken);
        if known.len() < ENOUGH {
            continue;
        }
        let help = if let Some(near) = known.iter().filter(|it| is_slip(&path, it)).min() {
            format!("did you mean `{near}`? It cannot be synchronised")
        } else if let Some(moved) = moved(object, &path, cx) {
            format!("take `{moved}`, or remove the {}: it cannot be synchronised", object.kind())
        } else {
            "name a folder of this repository: it cannot be synchronised".into()
        };
        cx.report(
            taken.node,
            format!("{} takes the folder `{}`, which is not in this repository", object.title(), taken.path),
        )
        .help(help);
    }
}

/// Whether two paths differ in a slip in the name of one folder.
fn is_slip(path: &str, other: &str) -> bool {
    let differing: Vec<(&str, &str)> = path.split('/').zip(other.split('/')).filter(|(one, it)| one != it).collect();
    let [(wrong, right)] = differing[..] else { return false };
    path.split('/').count() == other.split('/').count() && spelling::is_near(wrong, right)
}

/// The same path below a folder that the object is in, such as one for what is no longer used.
fn moved(object: Object<'_>, path: &str, cx: &Cx<'_>) -> Option<String> {
    let files = cx.project.files();
    let folder = files.get(object.node().span().file).folder();
    let above = std::iter::successors(Some(folder), |folder| folder.rsplit_once('/').map(|(above, _)| above));
    let same = above.filter(|root| !root.is_empty()).map(|root| format!("{root}/{path}"));
    same.filter(|it| files.folder_exists(it)).min_by_key(String::len)
}

/// The folder that a path of a source means, if it is one within the repository that can be known.
fn folder(path: &str) -> Option<String> {
    let is_literal = !path.contains(['*', '{', '$', '<', '[']);
    join_path("", path.trim_end_matches('/')).filter(|path| is_literal && !path.is_empty())
}

/// The folders of this repository that are taken from the same state of the same repository.
fn folders_of_same(project: &Project<'_>, taken: TakenFolder<'_>) -> FxHashSet<String> {
    let all = project.manifests.everywhere();
    let takers = ["Application", "ApplicationSet", "Kustomization"].into_iter().flat_map(|kind| all.of_kind(kind));
    let folders = takers.take(MAX_COMPARED).flat_map(|it| it.taken_folders());
    let same = folders.filter(|it| it.repository == taken.repository && it.revision == taken.revision);
    same.filter_map(|it| folder(it.path)).filter(|path| project.files().folder_exists(path)).collect()
}
