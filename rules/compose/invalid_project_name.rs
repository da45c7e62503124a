use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let Some(node) = file.root.get("name") else { return };
    let Some(name) = node.as_str() else { return };
    let is_good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    if !name.bytes().all(is_good) || name.starts_with(['-', '_']) || name.is_empty() {
        cx.report(node, format!("`{name}` is no name for a project"))
            .help("use lower-case letters, digits, `-` and `_`, beginning with a letter or a digit");
    }
}
