use crate::fix::{self, Safety};
use crate::model::kubernetes::Object;
use crate::model::kubernetes::lifecycle::retirement;
use crate::model::kubernetes::schema::departures_from;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(retirement) = retirement(object.api_version(), object.kind()) else { return };
    let version = cx.project.kubernetes_version();
    let Some((api_version, since)) = retirement.replacement.filter(|(_, since)| *since <= version) else { return };
    if retirement.gone_in.is_some_and(|gone| gone <= version) {
        return;
    }
    let Some(place) = object.node().get("apiVersion") else { return };
    let until = retirement.gone_in.map_or(String::new(), |gone| format!(", and is gone in 1.{gone}"));
    let message = format!("`{}` of {} is deprecated{until}", object.api_version(), object.kind());
    let reported = cx.report(place, message).help(format!("use `{api_version}`, which is there since 1.{since}"));
    if departures_from(object, api_version, object.kind(), version).is_empty() {
        reported.fix(format!("use `{api_version}`"), Safety::Unsafe, fix::yaml::set(place, api_version));
    }
}
