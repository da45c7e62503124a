use crate::model::kubernetes::{PodSpec, SpreadKind};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let title = pod.object().title();
    for spread in pod.spreads().into_iter().filter(|spread| spread.misses_itself()) {
        let Some(selector) = spread.selector().filter(|selector| !selector.asks().is_empty()) else { continue };
        if spread.kind == SpreadKind::Constraint {
            cx.report(spread.place(), format!("{title} spreads pods that are not its own"))
                .help("make the selector match the labels of its pods: as it is, they are not counted and not spread");
            continue;
        }
        // Keeping away from the pods of another application is what anti-affinity is for, too.
        let manifests = &cx.project.manifests;
        let is_own = |(key, values): &(&str, Vec<&str>)| {
            !values.is_empty() && pod.labels().is_some_and(|labels| labels.get(key).is_some())
        };
        let has_keys = selector.asks().iter().all(is_own);
        let is_alone = manifests.everywhere().matched_by(selector, pod.object()).is_none();
        if !(has_keys && is_alone && manifests.is_whole(selector.node().span().file)) {
            continue;
        }
        let elsewhere = manifests.everywhere().pods_where(selector, |_| Some(true)).found;
        if let Some(other) = elsewhere.first() {
            let who = other.object().title();
            cx.report(
                spread.place(),
                format!("{title} keeps away from the pods of {who}, which are in another namespace"),
            )
            .help(
                "name theirs in `namespaces`, or select the labels of its own pods: as it is, it keeps away from none",
            )
            .label(other.object().place().span(), "in another namespace");
        } else {
            cx.report(spread.place(), format!("{title} keeps away from pods that are nowhere in this repository"))
                .help("make the selector match the labels of its own pods: as it is, all of them may be on one node");
        }
    }
}
