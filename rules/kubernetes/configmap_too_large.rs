use crate::diagnostic::Severity;
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many bytes the keys and values of a `ConfigMap` or a `Secret` may have together.
const MOST_DATA: usize = 1 << 20;
/// How many bytes all annotations of an object may have together. `kubectl apply` writes the whole object into one.
const MOST_ANNOTATIONS: usize = 256 << 10;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let title = object.title();
    if let Some(annotations) = object.node().get("metadata").and_then(|metadata| metadata.entry("annotations")) {
        let bytes = size(annotations.value);
        if bytes > MOST_ANNOTATIONS {
            cx.report(annotations.key, format!("the annotations of {title} are {} KiB long", bytes >> 10))
                .help("256 KiB are the most: the API server refuses the object");
        }
    }
    if !object.is("", "ConfigMap") && !object.is("", "Secret") {
        return;
    }
    let encoded = if object.kind() == "Secret" { "data" } else { "binaryData" };
    let parts = ["data", "binaryData", "stringData"].into_iter().filter_map(|part| object.node().entry(part));
    let sizes = parts.map(|part| if part.key.text() == encoded { size(part.value) / 4 * 3 } else { size(part.value) });
    let bytes: usize = sizes.sum();
    if bytes > MOST_DATA {
        cx.report(object.place(), format!("{title} holds {} KiB", bytes >> 10))
            .help("1 MiB is the most: the API server refuses the object. Put large files into an image or a volume");
    } else if bytes > MOST_ANNOTATIONS {
        cx.report(object.place(), format!("{title} holds {} KiB, too much for `kubectl apply`", bytes >> 10))
            .severity(Severity::Info)
            .help("apply it with `--server-side`: otherwise all of it has to fit into an annotation, of which 256 KiB are the most");
    }
}

/// The bytes of all keys and values of a map that are known.
fn size(map: Node<'_>) -> usize {
    map.entries().map(|entry| entry.key.text().len() + entry.value.as_text().map_or(0, str::len)).sum()
}
