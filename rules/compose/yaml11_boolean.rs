use crate::fix::{Safety, yaml};
use crate::model::compose::{Service, units};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

/// Where a service has booleans.
const PLACES: [&[&str]; 8] = [
    &["init"],
    &["privileged"],
    &["read_only"],
    &["stdin_open"],
    &["tty"],
    &["oom_kill_disable"],
    &["healthcheck", "disable"],
    &["build", "privileged"],
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for node in PLACES.iter().filter_map(|path| service.at(path)) {
        let text = node.text();
        let value = units::boolean(text).filter(|_| node.as_text().is_some());
        let Some(value) = value.filter(|_| !matches!(text.to_ascii_lowercase().as_str(), "true" | "false")) else {
            continue;
        };
        cx.report(node, format!("`{text}` is a text in YAML 1.2; Compose warns of it"))
            .help(format!("write `{value}`"))
            .fix(
                format!("write `{value}`"),
                Safety::Safe,
                yaml::replace(node, &yaml::Value::scalar(value.to_string())),
            );
    }
}
