//! What a scalar without quotes is: text, a number, a boolean, nothing.

use super::Dialect;
use crate::tree::Kind;

/// What a plain scalar is, and whether it is a whole number in octal notation by its leading zero alone.
pub(super) fn resolve(text: &str, dialect: Dialect) -> (Kind, bool) {
    let kind = match text.as_bytes() {
        [] | [b'~'] => Kind::Null,
        [b'0'..=b'9' | b'-' | b'+' | b'.', ..] => return number(text, dialect),
        _ if text.len() > 5 => Kind::String,
        _ => match text {
            "null" | "Null" | "NULL" => Kind::Null,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Kind::Bool,
            "yes" | "Yes" | "YES" | "no" | "No" | "NO" | "on" | "On" | "ON" | "off" | "Off" | "OFF"
                if dialect == Dialect::Yaml11 =>
            {
                Kind::Bool
            }
            _ => Kind::String,
        },
    };
    (kind, false)
}

/// Numbers of YAML 1.2.2 (section 10.3.2), or those of go-yaml, which strips underscores, then reads whole numbers as Go does
/// (`0x`, `0o`, `0b` and a leading `0` tell the base).
fn number(text: &str, dialect: Dialect) -> (Kind, bool) {
    let stripped;
    let text = if dialect == Dialect::Yaml11 && text.contains('_') {
        stripped = text.replace('_', "");
        stripped.as_str()
    } else {
        text
    };
    let (signed, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let all = |digits: &str, is: fn(&u8) -> bool| !digits.is_empty() && digits.as_bytes().iter().all(is);
    let is_octal = |byte: &u8| matches!(byte, b'0'..=b'7');
    let go = dialect == Dialect::Yaml11;
    if let Some(digits) = digits.strip_prefix("0x").filter(|_| go || !signed) {
        return (if all(digits, u8::is_ascii_hexdigit) { Kind::Int } else { Kind::String }, false);
    }
    if let Some(digits) = digits.strip_prefix("0o").filter(|_| go || !signed) {
        return (if all(digits, is_octal) { Kind::Int } else { Kind::String }, false);
    }
    if let Some(digits) = digits.strip_prefix("0b").filter(|_| go) {
        return (if all(digits, |byte| matches!(byte, b'0' | b'1')) { Kind::Int } else { Kind::String }, false);
    }
    if all(digits, u8::is_ascii_digit) {
        let leading_zero = go && digits.len() > 1 && digits.starts_with('0');
        return match leading_zero {
            true if all(digits, is_octal) => (Kind::Int, true),
            true => (Kind::Float, false),
            false => (Kind::Int, false),
        };
    }
    let is_infinite =
        matches!(digits, ".inf" | ".Inf" | ".INF") || !signed && matches!(digits, ".nan" | ".NaN" | ".NAN");
    (if is_infinite || is_decimal(digits) { Kind::Float } else { Kind::String }, false)
}

/// `1.5`, `.5`, `1.`, `1e3`, without a sign.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let has_digits = !whole.is_empty() || !fraction.is_empty();
    let good_exponent = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !digits.is_empty() && is_digits(digits)
    });
    has_digits && is_digits(whole) && is_digits(fraction) && good_exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str, dialect: Dialect) -> Kind {
        resolve(text, dialect).0
    }

    #[test]
    fn both_dialects_agree_on_the_plain_cases() {
        let cases = [
            (Kind::Null, "~ null Null NULL"),
            (Kind::Bool, "true True TRUE false False FALSE"),
            (Kind::Int, "0 1 -1 +12 0x1F 0o17 8080"),
            (Kind::Float, "1.5 -.5 1. 1e3 1E-3 .inf -.Inf .nan 12e03"),
            (Kind::String, "nULL tRUE 1.2.3 1e . - + -a 0x 0xg 0o8 1e+ 10m 256Mi 22:22 2001-01-01 e3 .5.5 --1 y n nil"),
        ];
        for (expected, texts) in cases {
            for text in texts.split(' ') {
                assert_eq!(kind(text, Dialect::Yaml11), expected, "{text}");
                assert_eq!(kind(text, Dialect::Core), expected, "{text}");
            }
        }
    }

    #[test]
    fn the_dialects_differ_on_words_octals_and_underscores() {
        for text in ["yes", "No", "ON", "off"] {
            assert_eq!((kind(text, Dialect::Yaml11), kind(text, Dialect::Core)), (Kind::Bool, Kind::String), "{text}");
        }
        assert_eq!(
            (resolve("0755", Dialect::Yaml11), resolve("0755", Dialect::Core)),
            ((Kind::Int, true), (Kind::Int, false))
        );
        assert_eq!((kind("089", Dialect::Yaml11), kind("089", Dialect::Core)), (Kind::Float, Kind::Int));
        assert_eq!((kind("1_000", Dialect::Yaml11), kind("1_000", Dialect::Core)), (Kind::Int, Kind::String));
        assert_eq!((kind("0b11", Dialect::Yaml11), kind("0b11", Dialect::Core)), (Kind::Int, Kind::String));
        assert_eq!((kind("-0x1", Dialect::Yaml11), kind("-0x1", Dialect::Core)), (Kind::Int, Kind::String));
    }
}
