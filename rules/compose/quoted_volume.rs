use crate::fix::{Edit, Safety};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Style;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for node in service.items(&["volumes"]) {
        let text = node.text();
        let is_plain =
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'_' | b'-' | b':'))
                && text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '/'))
                && !text.ends_with(':');
        if matches!(node.style(), Style::DoubleQuoted | Style::SingleQuoted) && is_plain {
            let bare = (!node.is_shared()).then(|| Edit::replace(node.span(), text));
            cx.report(node, format!("the volume `{text}` of service `{}` needs no quotes", service.name()))
                .help("take the quotes away")
                .fix("take the quotes away", Safety::Safe, bare);
        }
    }
}
