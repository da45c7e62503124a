use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for source in instruction.added_unchecked() {
        let text = source.as_str();
        let Some(scheme) = ["http://", "git://"].into_iter().find(|scheme| text.starts_with(scheme)) else { continue };
        let host = text[scheme.len()..].split(['/', ':']).next().unwrap_or_default();
        let is_local =
            matches!(host, "localhost" | "host.docker.internal") || host.starts_with("127.") || host.contains('$');
        if is_local {
            continue;
        }
        let edit = Edit::replace(source.span_of(0..scheme.len()), "https://");
        cx.report(source.span(), format!("`{text}` is fetched without encryption and without a checksum"))
            .help("use https, and say what you expect with `--checksum`")
            .fix("fetch it by https", Safety::Unsafe, edit);
    }
}
