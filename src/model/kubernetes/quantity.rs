//! Amounts of resources (`resource.Quantity` in the Kubernetes API reference), to be compared.

use super::schema::is_quantity;

/// How much an amount is, in units of the resource: `100m` is 0.1, `1Ki` 1024. Amounts that are equal are equal here too: each is the
/// number nearest to what is written.
pub fn amount(text: &str) -> Option<f64> {
    if !is_quantity(text) {
        return None;
    }
    if let Ok(number) = text.parse::<f64>() {
        return Some(number);
    }
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let number: f64 = digits.parse().ok()?;
    Some(match &text[digits.len()..] {
        "n" => number / 1e9,
        "u" => number / 1e6,
        "m" => number / 1e3,
        "k" => number * 1e3,
        "M" => number * 1e6,
        "G" => number * 1e9,
        "T" => number * 1e12,
        "P" => number * 1e15,
        "E" => number * 1e18,
        "Ki" => number * 1024.0,
        "Mi" => number * 1024f64.powi(2),
        "Gi" => number * 1024f64.powi(3),
        "Ti" => number * 1024f64.powi(4),
        "Pi" => number * 1024f64.powi(5),
        "Ei" => number * 1024f64.powi(6),
        _ => return None,
    })
}

/// Whether a resource is one that a container gets for itself alone, in whole pieces: a device, which has a name with a domain of its own
/// (<https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources>).
pub fn is_device(resource: &str) -> bool {
    resource.split_once('/').is_some_and(|(domain, _)| !domain.ends_with("kubernetes.io"))
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn equal_amounts_are_equal_in_any_spelling() {
        for (one, other) in
            [("100m", "0.1"), ("300m", ".3"), ("1Gi", "1024Mi"), ("1e3", "1k"), ("2E", "2e18"), ("1", "1000m")]
        {
            assert_eq!(amount(one).map(f64::to_bits), amount(other).map(f64::to_bits), "{one} {other}");
        }
    }

    #[test]
    fn amounts_have_an_order() {
        assert!(amount("1G") < amount("1Gi") && amount("1500m") > amount("1") && amount("-1") < amount("0"));
        assert_eq!(amount("512MB"), None);
    }
}
