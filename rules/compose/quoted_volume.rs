use crate::fix::{Edit, Safety};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Style;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for node in service.items(&["volumes"]) {
        let text = node.text();
        let is_in_brackets = node.parent().is_some_and(|list| list.style() == Style::Flow);
        if matches!(node.style(), Style::DoubleQuoted | Style::SingleQuoted) && is_plain(text, is_in_brackets) {
            let bare = (!node.is_shared()).then(|| Edit::replace(node.span(), text));
            cx.report(node, format!("the volume `{text}` of service `{}` needs no quotes", service.name()))
                .help("take the quotes away")
                .fix("take the quotes away", Safety::Safe, bare);
        }
    }
}

/// Whether a text means the same without quotes (YAML 1.2, section 7.3.3).
fn is_plain(text: &str, is_in_brackets: bool) -> bool {
    let is_inner = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'/' | b'_' | b'-' | b':' | b'$' | b'~' | b'+' | b'=')
            || !is_in_brackets && matches!(byte, b'{' | b'}' | b',' | b'@' | b'?')
    };
    let is_start = text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '$'));
    let words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
    let is_word = words.contains(&text.to_ascii_lowercase().as_str());
    let is_home = text.starts_with("~/");
    (is_start || is_home) && text.bytes().all(is_inner) && !text.ends_with(':') && !is_word
}
