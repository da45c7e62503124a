use crate::model::kubernetes::{Object, PodSpec};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// How many pods with the same labels are looked at.
const MAX_COMPARED: usize = 50;

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    let Some(selector) = pod.selector().filter(|selector| !selector.wanted().is_empty()) else { return };
    let file = object.node().span().file;
    let matched: Vec<PodSpec<'_>> = cx
        .project
        .manifests
        .units(file)
        .flat_map(|unit| {
            let found = unit.index().matched_by(selector, object).found.into_iter().take(MAX_COMPARED);
            // A folder may hold alternatives, so only what one file or a kustomization has is surely applied together.
            found.filter(move |it| unit.is_kustomization || it.object().node().span().file == file)
        })
        .collect();
    let fights = |other: &&PodSpec<'_>| {
        let there = other.object();
        let place = |it: Object<'_>| (it.node().span().file, it.node().span().start);
        place(there) < place(object)
            && there.same_namespace(object) == Some(true)
            && there.name().zip(object.name()).is_some_and(|(one, two)| one != two)
            && other.selector().is_some_and(|it| it.matches(pod.labels()) == Some(true))
    };
    let Some(other) = matched.iter().find(fights) else { return };
    cx.report(selector.node(), format!("{} and {} select each other's pods", object.title(), other.object().title()))
        .help("give each a label of its own, in its selector and in its template")
        .label(other.object().place().span(), "selects the same pods");
}
