//! The orders in which people sort names and keys.

use std::cmp::Ordering;

/// Compares two names as ICU's root collation does (Unicode Technical Standard 10): punctuation before digits before letters, and letters by case only if all else is the same, small ones first.
pub fn compare(one: &str, other: &str) -> Ordering {
    let weights = |text: &str| text.chars().map(weight).collect::<Vec<_>>();
    let cases = |text: &str| text.chars().map(char::is_uppercase).collect::<Vec<_>>();
    weights(one).cmp(&weights(other)).then_with(|| cases(one).cmp(&cases(other)))
}

/// The class of a character and its place within that.
fn weight(c: char) -> (u8, char) {
    match c {
        '_' => (0, c),
        '-' => (1, c),
        ',' | ':' | '.' => (2, c),
        _ if c.is_alphabetic() => (5, c.to_lowercase().next().unwrap_or(c)),
        _ if c.is_numeric() => (4, c),
        _ => (3, c),
    }
}

/// The numbers of names in the order of the alphabet.
pub fn order(names: &[&str]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|one, other| compare(names[*one], names[*other]));
    order
}

/// The usual order of a service's keys, which is that of dclint: what runs, what it depends on, files, environment, network, how it runs,
/// what is known of it, who runs it.
const KEYS: [&str; 23] = [
    "image",
    "build",
    "container_name",
    "depends_on",
    "volumes",
    "volumes_from",
    "configs",
    "secrets",
    "environment",
    "env_file",
    "ports",
    "networks",
    "network_mode",
    "extra_hosts",
    "command",
    "entrypoint",
    "working_dir",
    "restart",
    "healthcheck",
    "logging",
    "labels",
    "user",
    "isolation",
];

/// The place of a service's key in the usual order; all that have none share the last one.
pub fn rank(key: &str) -> usize {
    KEYS.iter().position(|known| *known == key).unwrap_or(KEYS.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_people_sort_them() {
        let sorted = ["_a", "-a", "$a", "1", "a", "A", "a_b", "a-b", "a.b", "a1", "ab", "Ab", "b", "Z"];
        for pair in sorted.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(order(&["web", "api", "db"]), [1, 2, 0]);
    }
}
