use crate::model::kubernetes::{Container, amount};
use crate::rule::{Check, Cx, OptionValue};

pub const CHECK: Check = Check::Container(check);

/// The options: the least and the most that a limit of a resource may be.
const BOUNDS: [(&str, &str, &str); 2] =
    [("cpu", "cpu-minimum", "cpu-maximum"), ("memory", "memory-minimum", "memory-maximum")];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for (resource, least, most) in BOUNDS {
        let Some(limit) = container.limit(resource) else { continue };
        let Some(value) = limit.as_text().and_then(amount) else { continue };
        let bound = |cx: &Cx<'_>, option: &str| match cx.option(option) {
            Some(OptionValue::Text(text)) => amount(text).map(|it| (it, text.clone())),
            Some(OptionValue::Int(number)) => amount(&number.to_string()).map(|it| (it, number.to_string())),
            _ => None,
        };
        let message = match (bound(cx, least), bound(cx, most)) {
            (Some((least, text)), _) if value < least => format!("is below {text}"),
            (_, Some((most, text))) if value > most => format!("is above {text}"),
            _ => continue,
        };
        cx.report(
            limit,
            format!("the {resource} limit of container `{}`, `{}`, {message}", container.name(), limit.text()),
        )
        .help("set one within the range, or change the range in the configuration");
    }
}
