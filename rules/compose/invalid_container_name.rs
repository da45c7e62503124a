use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(node) = service.at(&["container_name"]) else { return };
    let Some(name) = node.as_text() else { return };
    let is_inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let is_good = name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_inner);
    if !is_good {
        cx.report(node, format!("`{name}` is no name for a container"))
            .help("use letters, digits, `_`, `.` and `-`, beginning with a letter or a digit");
    }
}
