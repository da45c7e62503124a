use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    // SOPS encrypts the values in place.
    if !object.is("", "Secret") || object.is_encrypted() {
        return;
    }
    for entry in object.node().get("data").into_iter().flat_map(Node::entries) {
        let Some(text) = entry.value.as_text().filter(|text| !is_base64(text)) else { continue };
        // What tools or people fill in: `<path:secret#key>`, `ENC[...]`, `ref+vault://...`, `{{ ... }}`, `LS0t...`.
        let is_filled_in =
            text.contains(['<', '[', '{', '$', ':', '%', '@']) || text.starts_with("ref+") || text.contains("...");
        if !is_filled_in {
            cx.report(entry.value, format!("`{}` of {} is not base64", entry.key.text(), object.title()))
                .help("put text as it is under `stringData`: the API server refuses the object");
        }
    }
}

/// Whether text is standard base64 with padding (RFC 4648, section 4); line breaks count for nothing.
fn is_base64(text: &str) -> bool {
    let letters: Vec<u8> = text.bytes().filter(|byte| !b"\r\n".contains(byte)).collect();
    let end = letters.iter().rposition(|byte| *byte != b'=').map_or(0, |at| at + 1);
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    letters.len().is_multiple_of(4) && letters.len() - end <= 2 && letters[..end].iter().all(is_letter)
}
