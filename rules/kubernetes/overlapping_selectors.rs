use crate::model::kubernetes::PodSpec;
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
        .flat_map(|unit| unit.index().matched_by(selector, object).found.into_iter().take(MAX_COMPARED))
        .collect();
    let fights = |other: &&PodSpec<'_>| {
        let there = other.object();
        // A folder may hold alternatives, so only what stands in one file is surely applied together.
        there.node().span().file == file
            && there.node().span().start < object.node().span().start
            && there.same_namespace(object) == Some(true)
            && there.name().zip(object.name()).is_some_and(|(one, two)| one != two)
            && other.selector().is_some_and(|it| it.matches(pod.labels()) == Some(true))
    };
    let Some(other) = matched.iter().find(fights) else { return };
    cx.report(selector.node(), format!("{} and {} select each other's pods", object.title(), other.object().title()))
        .help("give each a label of its own, in its selector and in its template")
        .label(other.object().place().span(), "selects the same pods");
}
