use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for source in instruction.added_unchecked() {
        let text = source.as_str();
        let path = text.split(['#', '?']).next().unwrap_or_default();
        let is_http = text.starts_with("https://") || text.starts_with("http://");
        if is_http && path.rsplit('.').next() != Some("git") && !names_commit(path) {
            let address = text.split_once("://").map_or(text, |(_, address)| address);
            cx.report(source.span(), format!("nothing says what `{address}` has to contain"))
                .help("add `--checksum=sha256:...`, so that another file than yesterday's is noticed");
        }
    }
}

/// Whether a part of a path is the full hash of a commit, which says what it has to contain.
fn names_commit(path: &str) -> bool {
    path.split('/').any(|part| part.len() == 40 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
