use crate::model::compose::{Service, units};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// The two places of each value.
const PAIRS: [(&str, &[&str]); 5] = [
    ("cpus", &["deploy", "resources", "limits", "cpus"]),
    ("mem_limit", &["deploy", "resources", "limits", "memory"]),
    ("mem_reservation", &["deploy", "resources", "reservations", "memory"]),
    ("pids_limit", &["deploy", "resources", "limits", "pids"]),
    ("scale", &["deploy", "replicas"]),
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let name = service.name();
    for (short, long) in PAIRS {
        let Some(one) = service.at(&[short]) else { continue };
        let Some(other) = service.at(long) else {
            look_for_limits(service, (short, one), long, cx);
            continue;
        };
        if amount(one).zip(amount(other)).is_some_and(|(one, other)| (one - other).abs() > 1e-6) {
            let message = format!(
                "service `{name}` sets `{short}` to `{}` and `{}` to `{}`",
                one.text(),
                long.join("."),
                other.text()
            );
            cx.report(one, message)
                .stands_for(["compose-go:compose-load-error"])
                .label(other.span(), "the other value")
                .help("keep one of them");
        }
    }
    let value = |kind: &str, what: &str| service.at(&["deploy", "resources", kind, what]);
    for what in ["memory", "cpus"] {
        let (Some(limit), Some(reserved)) = (value("limits", what), value("reservations", what)) else { continue };
        if amount(limit).zip(amount(reserved)).is_some_and(|(limit, reserved)| reserved > limit) {
            let message = format!(
                "service `{name}` reserves {what} of `{}`, more than its limit of `{}`",
                reserved.text(),
                limit.text()
            );
            cx.report(reserved, message).label(limit.span(), "the limit").help("reserve no more than the limit");
        }
    }
}

/// Reports a value that has no counterpart where others of its sort are set: Compose takes what is not there for zero.
fn look_for_limits(service: &Service<'_>, (short, one): (&str, Node<'_>), long: &[&str], cx: &mut Cx<'_>) {
    let (section, what) = (&long[..long.len() - 1], long[long.len() - 1]);
    let Some(limits) = service.at(section).filter(|_| section.len() > 1 && service.layers.absent(long)) else { return };
    if amount(one).is_some_and(|amount| amount != 0.0) && limits.own_entries().next().is_some() {
        let message = format!(
            "service `{}` sets `{short}` to `{}`, and `{}` without `{what}`",
            service.name(),
            one.text(),
            section.join(".")
        );
        cx.report(one, message)
            .stands_for(["compose-go:compose-consistency-error"])
            .label(limits.span(), "without it")
            .help(format!("set `{what}` there to the same value, and take `{short}` out"));
    }
}

/// A number, or a number of bytes.
fn amount(node: Node<'_>) -> Option<f64> {
    let text = node.as_text()?;
    #[expect(clippy::cast_precision_loss, reason = "sizes are compared, not counted")]
    text.parse().ok().or_else(|| units::bytes(text).map(|bytes| bytes as f64))
}
