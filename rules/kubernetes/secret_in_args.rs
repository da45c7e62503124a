use crate::diagnostic::Severity;
use crate::model::credential::{Verdict, judge};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for list in ["command", "args"] {
        let items: Vec<Node<'_>> = container.node().get(list).into_iter().flat_map(Node::items).collect();
        for (at, item) in items.iter().enumerate() {
            // Longer texts are scripts, which other rules read.
            let Some(text) = item.as_str().filter(|text| !text.contains(char::is_whitespace)) else { continue };
            let Some(flag) = text.strip_prefix('-').map(|flag| flag.trim_start_matches('-')) else { continue };
            let (name, value, place) = match flag.split_once('=') {
                Some((name, value)) => (name, Some(value), *item),
                None => match items.get(at + 1) {
                    Some(next) => (flag, next.as_str().filter(|value| !value.starts_with('-')), *next),
                    None => continue,
                },
            };
            let Some(value) = value.filter(|value| !value.contains("$(")) else { continue };
            report(container, name, value, place, cx);
        }
    }
}

fn report(container: Container<'_>, flag: &str, value: &str, place: Node<'_>, cx: &mut Cx<'_>) {
    let name = flag.replace(['-', '.'], "_").to_ascii_uppercase();
    let Some(verdict) = judge(&name, value) else { return };
    let what = match &verdict {
        Verdict::Known(found) => found.what,
        _ => "a secret",
    };
    let message =
        format!("container `{}` is given {what} as the argument `{flag}`, for everyone to read", container.name());
    let reported = cx.report(place, message).help(
        "take it from a secret: a file, or a variable that the argument names as `$(NAME)`; and replace this one",
    );
    if matches!(verdict, Verdict::Weak) {
        reported.severity(Severity::Info);
    }
}
