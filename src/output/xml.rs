//! What the formats in XML share.

use std::borrow::Cow;

/// The declaration at the top of a document.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A text as the value of an attribute or between tags. Characters that XML 1.0 does not allow, or advises against
/// (<https://www.w3.org/TR/xml/#charsets>), become U+FFFD; white space other than a space is written as a
/// reference, since a reader would make a space of it in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match escape(c) {
            Some(escape) => escaped.push_str(&escape),
            None => escaped.push(c),
        }
    }
    escaped
}

fn escape(c: char) -> Option<Cow<'static, str>> {
    match c {
        '&' => Some("&amp;".into()),
        '<' => Some("&lt;".into()),
        '>' => Some("&gt;".into()),
        '"' => Some("&quot;".into()),
        '\t' | '\n' | '\r' => Some(format!("&#{};", u32::from(c)).into()),
        '\0'..' ' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}".into()),
        _ => None,
    }
}
