use crate::fix::{self, Safety};
use crate::model::kubernetes::Object;
use crate::model::kubernetes::lifecycle::retirement;
use crate::model::kubernetes::schema::{Schema, departures_from};
use crate::rule::{Check, Cx};
use crate::spelling::{is_near, nearest};

pub const CHECK: Check = Check::Object(check);

/// Kinds with the API version `v1` that are no objects of a cluster: they configure clients and the control plane.
const NO_OBJECTS: [&str; 3] = ["Config", "List", "Status"];

/// Kinds that `OpenShift` had in the core group before it had groups of its own; its tools still take them.
const OPENSHIFT: [&str; 12] = [
    "Build",
    "BuildConfig",
    "DeploymentConfig",
    "Group",
    "Image",
    "ImageStream",
    "ImageStreamTag",
    "Project",
    "Route",
    "SecurityContextConstraints",
    "Template",
    "User",
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(place) = object.node().get("kind") else { return };
    let (api_version, kind) = (object.api_version(), place.text());
    let schema = Schema::get();
    let known = schema.kind(api_version, kind).map(|(_, versions)| versions);
    if let Some(later) = known.filter(|versions| versions.from > cx.project.kubernetes_version()) {
        let version = cx.project.kubernetes_version();
        cx.report(place, format!("`{api_version}` has no kind `{kind}` in Kubernetes 1.{version}"))
            .help(format!("it comes with 1.{}", later.from));
        return;
    }
    let is_known = known.is_some() || retirement(api_version, kind).is_some();
    let is_built_in = schema.kinds().any(|(known, _)| known == api_version);
    if is_known
        || !is_built_in
        || kind.is_empty()
        || api_version == "v1" && (NO_OBJECTS.contains(&kind) || OPENSHIFT.contains(&kind))
    {
        return;
    }
    let mut homes: Vec<&str> = schema.kinds().filter(|(_, other)| *other == kind).map(|(home, _)| home).collect();
    homes.sort_unstable_by_key(|home| (home.contains("alpha"), home.contains("beta"), home.len()));
    let message = format!("`{api_version}` has no kind `{kind}`");
    if let Some(home) = homes.first() {
        let fix = object.node().get("apiVersion").and_then(|node| fix::yaml::set(node, home));
        cx.report(place, message).help(format!("it is of `{home}`")).fix(format!("use `{home}`"), Safety::Unsafe, fix);
        return;
    }
    let version = cx.project.kubernetes_version();
    let near = nearest(kind, schema.kinds().filter(|(known, _)| *known == api_version).map(|(_, other)| other));
    let help = near.map_or("the API server rejects the object".into(), |near| format!("did you mean `{near}`?"));
    let reported = cx.report(place, message).help(help);
    if let Some(near) = near {
        // What is valid as that kind, and as no other that is spelt like it, is surely meant to be one.
        let is_meant = |kind: &str| departures_from(object, api_version, kind, version).is_empty();
        let mut others = schema.kinds().filter(|(known, other)| *known == api_version && is_near(kind, other));
        let is_sure =
            others.next().is_some_and(|(_, other)| other == near) && others.next().is_none() && is_meant(near);
        let safety = if is_sure { Safety::Safe } else { Safety::Unsafe };
        reported.fix(format!("call it `{near}`"), safety, fix::yaml::set(place, near));
    }
}
