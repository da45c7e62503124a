use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::spelling::nearest;

pub const CHECK: Check = Check::Object(check);

/// The levels of the Pod Security Standards.
const LEVELS: [&str; 3] = ["privileged", "baseline", "restricted"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "Namespace") {
        return;
    }
    for entry in object.labels().into_iter().flat_map(|labels| labels.entries()) {
        let Some(mode) = entry.key.text().strip_prefix("pod-security.kubernetes.io/") else { continue };
        let Some(value) = entry.value.as_text() else { continue };
        let is_version = |text: &str| {
            text == "latest"
                || text
                    .strip_prefix("v1.")
                    .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|it| it.is_ascii_digit()))
        };
        let (is_right, help) = match mode {
            "enforce" | "audit" | "warn" => {
                let near = nearest(value, LEVELS).map(|near| format!("did you mean `{near}`?"));
                (LEVELS.contains(&value), near.unwrap_or_else(|| format!("the levels are `{}`", LEVELS.join("`, `"))))
            }
            "enforce-version" | "audit-version" | "warn-version" => {
                (is_version(value), "write `latest`, or a version as in `v1.34`".into())
            }
            _ => continue,
        };
        if !is_right {
            cx.report(entry.value, format!("{} has `{value}` for `{mode}` of pod security", object.title())).help(help);
        }
    }
}
