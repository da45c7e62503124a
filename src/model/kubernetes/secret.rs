//! What stands in a `Secret` (`data` in base64, RFC 4648 section 4, and `stringData` as it is).

use std::borrow::Cow;

use super::Object;
use crate::tree::Node;

/// An entry of a `Secret`.
#[derive(Clone, Debug)]
pub struct SecretEntry<'t> {
    /// Its key.
    pub key: &'t str,
    /// Where its value is written.
    pub place: Node<'t>,
    /// Its value.
    pub value: Cow<'t, str>,
}

impl<'t> Object<'t> {
    /// The entries of a `Secret` whose values are texts that are written here; none where a tool such as SOPS has encrypted them.
    pub fn secret_entries(self) -> Vec<SecretEntry<'t>> {
        if !self.is("", "Secret") || self.is_encrypted() {
            return Vec::new();
        }
        let entries = |list: &str| self.node().get(list).into_iter().flat_map(Node::entries);
        let plain = entries("stringData").filter_map(|entry| {
            Some(SecretEntry { key: entry.key.as_text()?, place: entry.value, value: entry.value.as_text()?.into() })
        });
        let encoded = entries("data").filter_map(|entry| {
            let value = decoded(entry.value.as_text()?)?;
            Some(SecretEntry { key: entry.key.as_text()?, place: entry.value, value: value.into() })
        });
        plain.chain(encoded).collect()
    }
}

/// The text that base64 stands for; `None` if it is no base64 or no text.
fn decoded(text: &str) -> Option<String> {
    let digits = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).take_while(|byte| *byte != b'=');
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_is_read_with_and_without_its_end() {
        for (encoded, text) in
            [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYmFy\n", "foobar"), ("Zg", "f")]
        {
            assert_eq!(decoded(encoded).as_deref(), Some(text), "{encoded}");
        }
        assert_eq!(decoded("/w=="), None, "no text");
        assert_eq!(decoded("${PASSWORD}"), None, "no base64");
    }
}
