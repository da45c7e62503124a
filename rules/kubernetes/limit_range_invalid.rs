use crate::model::kubernetes::{Object, amount};
use crate::rule::{Check, Cx};
use crate::tree::{Entry, Node};

pub const CHECK: Check = Check::Object(check);

/// The amounts that may not be greater than others: `ValidateLimitRange` of the API server.
const ORDER: [(&str, &str); 6] = [
    ("min", "max"),
    ("min", "defaultRequest"),
    ("min", "default"),
    ("defaultRequest", "default"),
    ("defaultRequest", "max"),
    ("default", "max"),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "LimitRange") {
        return;
    }
    let title = object.title();
    for limit in object.node().at(&["spec", "limits"]).into_iter().flat_map(Node::items) {
        for (less, more) in ORDER {
            for entry in limit.get(less).into_iter().flat_map(Node::entries) {
                let Some(other) = limit.get(more).and_then(|more| more.entry(entry.key.text())) else { continue };
                if known(entry).zip(known(other)).is_some_and(|(one, other)| one > other) {
                    let resource = entry.key.text();
                    let message =
                        format!("`{less}` of {title} is {} of {resource}, more than `{more}`", entry.value.text());
                    cx.report(entry.value, message)
                        .help("the API server refuses the object")
                        .label(other.value.span(), format!("`{more}`"));
                    break;
                }
            }
        }
        let of_pods = limit.get("type").and_then(Node::as_str) == Some("Pod");
        for field in ["default", "defaultRequest"]
            .iter()
            .filter_map(|it| limit.entry(it))
            .filter(|it| of_pods && it.value.is_map())
        {
            cx.report(field.key, format!("{title} has a `{}` for whole pods", field.key.text()))
                .help("move it to a limit of `type: Container`: the API server refuses the object");
        }
    }
}

fn known(entry: Entry<'_>) -> Option<f64> {
    entry.value.as_text().and_then(amount)
}
