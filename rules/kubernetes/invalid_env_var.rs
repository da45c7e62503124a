use crate::model::kubernetes::{Container, downward};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// Where the value of a variable may come from (`EnvVarSource` in the API reference of 1.37).
const SOURCES: [&str; 5] = ["configMapKeyRef", "secretKeyRef", "fieldRef", "resourceFieldRef", "fileKeyRef"];

/// Where many variables may come from (`EnvFromSource`).
const FROM: [&str; 2] = ["configMapRef", "secretRef"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let items = |key: &str| container.node().get(key).into_iter().flat_map(Node::items).filter(|item| item.is_map());
    for variable in items("env") {
        let Some(name) = variable.get("name") else { continue };
        let title = format!("variable `{}` of container `{}`", name.text(), container.name());
        if name.as_str().is_some_and(|name| name.is_empty() || name.contains('=')) {
            cx.report(name, format!("{title} has a name that no variable can have"))
                .help("write the part before `=` as `name` and the one after it as `value`");
        }
        let value = variable.get("value").filter(|value| value.as_text().is_some_and(|text| !text.is_empty()));
        let source = variable.entry("valueFrom").filter(|source| source.value.is_map());
        if let (Some(value), Some(source)) = (value, &source) {
            cx.report(source.key, format!("{title} has both a `value` and a `valueFrom`"))
                .help("remove one of them: the API server refuses both")
                .label(value.span(), "its value");
        }
        if let Some(source) = source {
            check_source(source.value, source.key, &SOURCES, &title, cx);
            if let Some(asked) = downward::unavailable(source.value, false) {
                let help = asked.near.map_or_else(
                    || "the API server refuses the object".into(),
                    |near| format!("did you mean `{near}`?"),
                );
                cx.report(asked.node, format!("{title} cannot have `{}`", asked.node.text())).help(help);
            }
        }
    }
    for source in items("envFrom") {
        let title = format!("an entry in `envFrom` of container `{}`", container.name());
        check_source(source, source, &FROM, &title, cx);
    }
}

/// Reports a source that names nothing to take values from, or two things.
fn check_source(source: Node<'_>, place: Node<'_>, all: &[&str], title: &str, cx: &mut Cx<'_>) {
    let set: Vec<&str> = all.iter().copied().filter(|key| source.get(key).is_some_and(Node::is_map)).collect();
    match set.as_slice() {
        [] if source.is_map() && all.iter().all(|key| source.absent(&[key])) => {
            cx.report(place, format!("{title} does not say where its value comes from"))
                .help(format!("name one of `{}`", all.join("`, `")));
        }
        [first, second, ..] => {
            cx.report(place, format!("{title} comes from both `{first}` and `{second}`"))
                .help("remove one of them: the API server refuses both");
        }
        _ => {}
    }
}
