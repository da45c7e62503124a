use crate::fix::{Safety, yaml};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(node) = service.at(&["restart"]) else { return };
    let Some(policy) = node.as_text() else { return };
    let is_limited = policy.strip_prefix("on-failure:").is_some_and(|tries| tries.parse::<u32>().is_ok());
    if is_limited || matches!(policy, "" | "no" | "always" | "unless-stopped" | "on-failure") {
        return;
    }
    let near = match policy.to_ascii_lowercase().as_str() {
        "false" | "off" => "no".to_owned(),
        lower => lower.replace(['_', ' '], "-"),
    };
    let meant = ["no", "always", "unless-stopped", "on-failure"].into_iter().find(|known| *known == near);
    cx.report(node, format!("service `{}` has the restart policy `{policy}`, which there is not", service.name()))
        .help("write `no`, `always`, `unless-stopped`, `on-failure` or `on-failure:5`")
        .fix(format!("write `{near}`"), Safety::Safe, meant.and_then(|meant| yaml::set(node, meant)));
}
