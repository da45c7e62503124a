use crate::fix::{Safety, yaml};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(node) = service.at(&["container_name"]) else { return };
    let Some(name) = node.as_text() else { return };
    let is_inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let is_good = name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_inner);
    if is_good {
        return;
    }
    let meant = name.replace(|c: char| !is_inner(c), "-");
    let meant = meant.trim_start_matches(['_', '.', '-']);
    let fix = if meant.len() > 1 { yaml::set(node, meant) } else { None };
    // The schema asks only that two characters stand together that a name may have.
    let chars: Vec<char> = name.chars().collect();
    let is_of_schema = chars.windows(2).any(|pair| pair[0].is_ascii_alphanumeric() && is_inner(pair[1]));
    let by_schema = ["dclint:invalid-schema", "compose-go:compose-load-error"].into_iter().filter(|_| !is_of_schema);
    cx.report(node, format!("`{name}` is no name for a container"))
        .stands_for(by_schema.chain(["dclint:service-container-name-regex"]))
        .help("use two or more letters, digits, `_`, `.` and `-`, beginning with a letter or a digit")
        .fix(format!("write `{meant}`"), Safety::Unsafe, fix);
}
