use crate::model::kubernetes::Object;
use crate::model::kubernetes::gitops::{ApplicationSource, is_range};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// Names of branches. Any other text may be a tag.
const BRANCHES: [&str; 7] = ["HEAD", "main", "master", "trunk", "develop", "dev", "staging"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for source in object.application_sources() {
        check_source(source, object, cx);
    }
    match (object.group(), object.kind()) {
        ("helm.toolkit.fluxcd.io", "HelmRelease") => check_release(object, cx),
        ("source.toolkit.fluxcd.io", "GitRepository") => check_repository(object, cx),
        _ => {}
    }
}

fn check_source(source: ApplicationSource<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let revision = source.node.get("targetRevision");
    let title = object.title();
    let Some(node) = revision else {
        let place = source.node.entry("repoURL").map_or(source.node, |entry| entry.key);
        if source.node.absent(&["targetRevision"]) {
            cx.report(place, format!("{title} takes whatever is newest"))
                .help("set `targetRevision` to a tag, a commit or a version");
        }
        return;
    };
    let Some(text) = node.as_text() else { return };
    let is_floating = if source.is_chart() { is_range(text) } else { text.is_empty() || BRANCHES.contains(&text) };
    if is_floating {
        cx.report(node, format!("{title} takes whatever is newest of `{text}`"))
            .help("set `targetRevision` to a tag, a commit or a version: what is tried out first is what runs later");
    }
}

fn check_release(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(chart) = object.node().at(&["spec", "chart", "spec"]) else { return };
    let place = match chart.get("version") {
        Some(version) => version.as_text().is_some_and(is_range).then_some(version),
        None => chart.lacks("version").then(|| chart.get("chart")).flatten(),
    };
    // A chart out of a git repository has the version that is in it.
    let from_git = chart.at(&["sourceRef", "kind"]).is_none_or(|kind| kind.as_str() != Some("HelmRepository"));
    if let Some(place) = place.filter(|_| !from_git) {
        let what = match chart.get("version").and_then(Node::as_text) {
            Some(range) => format!("the newest version of its chart that `{range}` allows"),
            None => "whatever version of its chart is newest".to_owned(),
        };
        cx.report(place, format!("{} takes {what}", object.title())).help("set `version` to one version");
    }
}

fn check_repository(object: Object<'_>, cx: &mut Cx<'_>) {
    let reference = object.node().at(&["spec", "ref"]);
    let fixed = |key: &str| reference.is_some_and(|reference| !reference.lacks(key));
    if ["tag", "commit", "name"].iter().any(|key| fixed(key)) {
        return;
    }
    let place = match reference {
        Some(reference) => {
            let branch = reference.get("branch").filter(|branch| branch.as_text().is_some());
            branch.or_else(|| reference.get("semver").filter(|range| range.as_text().is_some_and(is_range)))
        }
        None => object.node().absent(&["spec", "ref"]).then(|| object.place()),
    };
    if let Some(place) = place {
        let range = reference.and_then(|reference| reference.get("semver")).filter(|range| *range == place);
        let what = match range.and_then(Node::as_text) {
            Some(range) => format!("the newest tag that `{range}` allows"),
            None => "whatever is newest of a branch".to_owned(),
        };
        cx.report(place, format!("{} takes {what}", object.title())).help("set `ref.tag` or `ref.commit`");
    }
}
