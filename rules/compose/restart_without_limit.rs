use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(node) = service.at(&["restart"]) else { return };
    let Some(limit) = node.as_str().and_then(|policy| policy.strip_prefix("on-failure")) else { return };
    if limit != ":5" {
        cx.report(
            node,
            format!("service `{}` is restarted otherwise than five times (`{}`)", service.name(), node.text()),
        )
        .help("write `on-failure:5`");
    }
}
