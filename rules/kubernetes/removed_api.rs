use crate::fix::{self, Safety};
use crate::model::kubernetes::Object;
use crate::model::kubernetes::lifecycle::retirement;
use crate::model::kubernetes::schema::departures_from;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(retirement) = retirement(object.api_version(), object.kind()) else { return };
    let version = cx.project.kubernetes_version();
    let Some(gone) = retirement.gone_in.filter(|gone| *gone <= version) else { return };
    let Some(place) = object.node().get("apiVersion") else { return };
    let replacement = retirement.replacement.filter(|(_, since)| *since <= version);
    let help = match replacement {
        Some((api_version, since)) => format!("use `{api_version}`, which is there since 1.{since}"),
        None => "nothing replaces it: take the object out".into(),
    };
    let message =
        format!("`{}` of {} is no longer served since Kubernetes 1.{gone}", object.api_version(), object.kind());
    let reported = cx.report(place, message).help(help);
    if let Some((api_version, _)) =
        replacement.filter(|(to, _)| departures_from(object, to, object.kind(), version).is_empty())
    {
        reported.fix(format!("use `{api_version}`"), Safety::Unsafe, fix::yaml::set(place, api_version));
    }
}
