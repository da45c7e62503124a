//! Durations, sizes and booleans as Compose reads them.

/// A duration in nanoseconds: numbers with units, the largest first or not, as in `1m30s`; `d` and `w` too (compose-go,
/// `types/duration.go`).
pub fn duration(text: &str) -> Option<u128> {
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let length = rest.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(rest.len());
        let unit = match &rest[..length] {
            "ns" => 1.0,
            "us" | "µs" | "μs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 60e9,
            "h" => 3600e9,
            "d" => 86_400e9,
            "w" => 604_800e9,
            _ => return None,
        };
        rest = &rest[length..];
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "digits only, and no one waits so long"
        )]
        let nanoseconds = (number * unit) as u128;
        total += nanoseconds;
    }
    (!text.is_empty()).then_some(total)
}

/// A number of bytes: `512m`, `1.5gb`, `64 KiB`, of which each unit is 1024 of the one before (go-units, `RAMInBytes`).
pub fn bytes(text: &str) -> Option<u64> {
    let text = text.to_ascii_lowercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.trim_end_matches(' ').parse().ok().filter(|number: &f64| *number >= 0.0)?;
    let unit = &text[digits.len()..];
    let power = match unit.trim_end_matches('b').trim_end_matches('i') {
        "" if unit.is_empty() || unit == "b" => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        "p" => 5,
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative, and no machine has so much"
    )]
    let size = (number * 1024_f64.powi(power)) as u64;
    Some(size)
}

/// A boolean in one of the spellings that Compose takes (compose-go, `loader/interpolate.go`).
pub fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "y" | "yes" | "on" => Some(true),
        "false" | "n" | "no" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_need_units() {
        assert_eq!(duration("1m30s"), Some(90_000_000_000));
        assert_eq!(duration("1.5s"), Some(1_500_000_000));
        assert_eq!(duration("0"), Some(0));
        for wrong in ["10", "", "10x", "s", "1m 30s", "ten"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sizes_count_in_powers_of_1024() {
        assert_eq!(bytes("1k"), Some(1024));
        assert_eq!(bytes("512M"), Some(512 << 20));
        assert_eq!(bytes("1.5gb"), Some(3 << 29));
        assert_eq!(bytes("64 KiB"), Some(64 << 10));
        assert_eq!(bytes("100"), Some(100));
        for wrong in ["", "m", "12x", "1 2", "-1", "512mm"] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }
}
