//! What the text of an expression in `PromQL` says about how it smooths, found without parsing it.

/// Whether an expression looks back over at least this many seconds: a range (`[5m]`, `[1h:5m]`) as long as that. What looks back
/// for some minutes doesn't jump with a single sample.
pub fn looks_back(expression: &str, seconds: u64) -> bool {
    let ranges = expression.match_indices('[').filter_map(|(at, _)| expression[at + 1..].split_once(']'));
    ranges.map(|(range, _)| range.split(':').next().unwrap_or(range)).any(|range| {
        // A variable (`[$__rate_interval]`) is as long as whoever sets it says.
        duration(range.trim()).is_none_or(|length| length >= seconds)
    })
}

/// A duration as Prometheus writes it (`1h30m`), in seconds; milliseconds are dropped.
fn duration(text: &str) -> Option<u64> {
    let mut total = 0u64;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|it: char| !it.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        let letters = after.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(after.len());
        let (unit, next) = after.split_at(letters);
        let seconds = match unit {
            "ms" => 0,
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            "w" => 604_800,
            "y" => 31_536_000,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(seconds)?)?;
        rest = next;
    }
    (!text.is_empty()).then_some(total)
}

/// Whether an expression uses a metric with a colon in its name, which by convention is made by a recording rule: how it smooths is
/// said there. Colons in strings, in `[1h:5m]` and in comments are none.
pub fn uses_recorded_metric(expression: &str) -> bool {
    let mut quote = None;
    let mut brackets = 0u32;
    let mut before = ' ';
    let mut comment = false;
    for at in expression.chars() {
        if comment {
            comment = at != '\n';
        } else if let Some(open) = quote {
            quote = (at != open || before == '\\').then_some(open);
        } else {
            match at {
                '"' | '\'' | '`' => quote = Some(at),
                '#' => comment = true,
                '[' => brackets += 1,
                ']' => brackets = brackets.saturating_sub(1),
                ':' if brackets == 0 => return true,
                _ => {}
            }
        }
        before = at;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_range_counts() {
        assert!(looks_back("rate(a[1m]) > 0 and increase(b[1h30m]) > 3", 300));
        assert!(looks_back("max_over_time(x[300s])", 300) && looks_back("rate(a[5m:30s])", 300));
        assert!(looks_back("rate(a[$__rate_interval]) > 0", 300), "a length that nobody knows");
        assert!(!looks_back("rate(a[4m59s]) > 0", 300) && !looks_back("a > 0", 300) && !looks_back("a[", 300));
    }

    #[test]
    fn recorded_metrics_have_a_colon_in_their_name() {
        assert!(uses_recorded_metric("job:errors:rate5m > 0.1"));
        for text in ["a{b=\"c:d\"}", "rate(a[1h:5m])", "a > 1 # note: x", "a{b='\\':'}", "a"] {
            assert!(!uses_recorded_metric(text), "{text}");
        }
    }
}
