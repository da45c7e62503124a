use crate::model::credential::{is_credential_name, judge};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if object.is("", "ConfigMap") {
        let entries = object.node().get("data").into_iter().flat_map(Node::entries);
        for (key, _) in entries.map(|entry| (entry.key, entry.value)).filter(|(key, value)| is_asked(*key, *value)) {
            cx.report(key, format!("{} has `{}`, the name of a credential", object.title(), key.text()))
                .help("put it into a Secret, or call it what it is")
                .stands_for(["polaris:sensitiveConfigmapContent"]);
        }
    }
    for container in object.pods().iter().flat_map(|pod| pod.containers()) {
        let written = container.env().into_iter().filter_map(|(name, value)| Some((name, value?)));
        for (name, _) in written.filter(|(name, value)| is_asked(*name, *value)) {
            let message =
                format!("container `{}` has `{}` written out, the name of a credential", container.name(), name.text());
            cx.report(name, message)
                .help("take it from a Secret with `valueFrom`, or call it what it is")
                .stands_for(["polaris:sensitiveContainerEnvVar"]);
        }
    }
}

/// Whether a value stands under the name of a credential, or is a private key, and no other rule finds that it surely is a secret.
fn is_asked(key: Node<'_>, value: Node<'_>) -> bool {
    let Some((name, value)) = key.as_text().zip(value.as_str()) else { return false };
    let is_named = || is_credential_name(name) && may_be_credential(value);
    (is_private_key(value) || is_named()) && judge(name, value).is_none()
}

/// Whether a text begins like a private key (RFC 7468), however short it is.
fn is_private_key(text: &str) -> bool {
    text.trim_start()
        .strip_prefix("-----BEGIN ")
        .is_some_and(|rest| rest.lines().next().is_some_and(|it| it.contains("PRIVATE KEY-")))
}

/// Whether a value is one line that is neither a number, a switch, a path nor something to be filled in.
fn may_be_credential(value: &str) -> bool {
    let value = value.trim();
    let is_switch = ["true", "false", "yes", "no", "on", "off"].iter().any(|it| value.eq_ignore_ascii_case(it));
    !(value.is_empty() || value.contains('\n') || is_switch || value.parse::<f64>().is_ok())
        && !value.starts_with(['/', '$', '<', '{', '.'])
}
