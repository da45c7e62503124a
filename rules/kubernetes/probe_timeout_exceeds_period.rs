use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for probe in container.probes() {
        let (Some(timeout), Some(period)) = (probe.number("timeoutSeconds"), probe.number("periodSeconds")) else {
            continue;
        };
        let Some(place) = probe.node.get("timeoutSeconds").filter(|_| timeout > period) else { continue };
        cx.report(
            place,
            format!(
                "the {} of container `{}` waits {timeout} seconds but is due every {period}",
                probe.title(),
                container.name()
            ),
        )
        .help("make the period at least as long as the timeout: while one probe waits the next is not sent")
        .fix(
            "make the period as long as the timeout",
            Safety::Unsafe,
            fix::yaml::put(probe.node, &["periodSeconds"], &fix::yaml::Value::scalar(timeout.to_string())),
        );
    }
}
