use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

/// What is switched off, and the words that do it; older files have a colon where newer ones have `=`.
const OFF: [(&str, &str); 4] = [
    ("seccomp=unconfined", "the filter of system calls"),
    ("apparmor=unconfined", "AppArmor"),
    ("label=disable", "SELinux"),
    ("systempaths=unconfined", "the protection of `/proc` and `/sys`"),
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for node in service.items(&["security_opt"]) {
        let Some(option) = node.as_str() else { continue };
        let option = option.replace(':', "=");
        let option = option.strip_prefix("label=seccomp").map_or(option.clone(), |rest| format!("seccomp{rest}"));
        if let Some((_, what)) = OFF.iter().find(|(word, _)| *word == option) {
            cx.report(node, format!("service `{}` switches {what} off (`{}`)", service.name(), node.text()))
                .help("write a profile that allows what the service needs");
        }
    }
}
