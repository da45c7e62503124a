use crate::model::credential::{is_credential_name, judge};
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
        // What surely is a secret is found by other rules.
        if is_credential_name(key) && may_be_credential(value) && judge(key, value).is_none() {
            cx.report(entry.key, format!("{} has `{key}`, the name of a credential", object.title()))
                .help("put it into a Secret, or call it what it is");
        }
    }
}

/// Whether a value is one line that is neither a number, a switch, a path nor something to be filled in.
fn may_be_credential(value: &str) -> bool {
    let value = value.trim();
    let is_switch = ["true", "false", "yes", "no", "on", "off"].iter().any(|it| value.eq_ignore_ascii_case(it));
    !(value.is_empty() || value.contains('\n') || is_switch || value.parse::<f64>().is_ok())
        && !value.starts_with(['/', '$', '<', '{', '.'])
}
