use crate::diagnostic::Severity;
use crate::model::credential::{Verdict, judge};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "ConfigMap") {
        return;
    }
    for entry in object.node().get("data").into_iter().flat_map(Node::entries) {
        let (Some(key), Some(value)) = (entry.key.as_text(), entry.value.as_str()) else { continue };
        // Values of known formats are found wherever they stand, by another rule, and files have none of this kind.
        if value.trim().contains('\n') || key.contains('.') {
            continue;
        }
        let severity = match judge(key, value) {
            Some(Verdict::Secret) => Severity::Warning,
            Some(Verdict::Weak) => Severity::Info,
            Some(Verdict::Known(_)) | None => continue,
        };
        cx.report(entry.value, format!("{} holds the secret `{key}` for everyone to read", object.title()))
            .severity(severity)
            .help("put it into a Secret that is not written down here, and replace this one");
    }
}
