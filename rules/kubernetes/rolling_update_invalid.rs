use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let field = match object.kind() {
        "Deployment" => "strategy",
        "DaemonSet" | "StatefulSet" => "updateStrategy",
        _ => return,
    };
    let Some(strategy) =
        object.node().at(&["spec", field]).filter(|_| ["apps", "extensions"].contains(&object.group()))
    else {
        return;
    };
    let title = object.title();
    let Some(rolling) = strategy.entry("rollingUpdate").filter(|rolling| !rolling.value.is_null()) else { return };
    let other =
        strategy.get("type").filter(|name| name.as_str().is_some_and(|it| ["Recreate", "OnDelete"].contains(&it)));
    if let Some(name) = other {
        if object.kind() == "Deployment" {
            cx.report(rolling.key, format!("{title} has a `rollingUpdate` with the strategy `{}`", name.text()))
                .help("remove one of them: the API server refuses both")
                .label(name.span(), "the strategy");
        }
        return;
    }
    let (surge, unavailable) = (rolling.value.get("maxSurge"), rolling.value.get("maxUnavailable"));
    // A DaemonSet adds no pods where nothing is said, and a Deployment a quarter.
    let adds_none = surge.is_some_and(is_zero) || object.kind() == "DaemonSet" && rolling.value.absent(&["maxSurge"]);
    if let Some(unavailable) = unavailable.filter(|it| adds_none && object.kind() != "StatefulSet" && is_zero(*it)) {
        cx.report(
            unavailable,
            format!("{title} may neither add a pod nor take one away, so that it cannot be updated"),
        )
        .help("raise `maxSurge` or `maxUnavailable`: the API server refuses 0 for both");
    }
}

/// Whether a number of pods is none of them.
fn is_zero(number: Node<'_>) -> bool {
    number.as_i64() == Some(0) || number.as_str() == Some("0%")
}
