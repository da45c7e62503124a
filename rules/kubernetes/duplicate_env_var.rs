use rustc_hash::FxHashMap;

use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let mut seen: FxHashMap<&str, Node<'_>> = FxHashMap::default();
    for (name, value) in container.env() {
        let Some(text) = name.as_text() else { continue };
        // `PATH: /x:$(PATH)` builds on the earlier one.
        let builds_on = value.is_some_and(|value| value.text().contains(&format!("$({text})")));
        if let Some(first) = seen.insert(text, name).filter(|_| !builds_on) {
            cx.report(name, format!("container `{}` sets `{text}` twice", container.name()))
                .help("the last one counts: remove the other")
                .label(first.span(), "this one has no effect");
        }
    }
}
