//! What somebody may have meant: the nearest of the words that would have been right.

/// The candidate that is nearest to a word, if one is near enough to be meant: at most a third of its letters differ, or it is cut short.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let most = (word.len() / 3).max(1);
    let measured = candidates.into_iter().map(|candidate| {
        let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        let is_cut_short = word.len() > 2 && letters.starts_with(&word);
        (if is_cut_short { 1 } else { distance(&word, &letters) }, candidate)
    });
    measured.filter(|(distance, _)| *distance <= most).min().map(|(_, candidate)| candidate)
}

/// Whether two names differ in one letter, or in two that stand next to each other and are swapped. A digit is no slip, and neither is
/// another letter that stands alone behind a mark, as in `team-a` and `team-b`. Names of one or two letters are all near to one another.
pub fn is_near(a: &str, b: &str) -> bool {
    let is_short = a.len().max(b.len()) < 3;
    if is_short || a.len().abs_diff(b.len()) > 4 || differs_in_letter_of_its_own(a, b) {
        return false;
    }
    let start: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let (a, b) = (&a[start..], &b[start..]);
    let end: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let letters = |part: &str| part.chars().all(|c| !c.is_ascii_digit()).then(|| part.chars().count());
    match letters(a).zip(letters(b)) {
        Some((0, 1) | (1, 0 | 1)) => true,
        Some((2, 2)) => a.chars().eq(b.chars().rev()),
        _ => false,
    }
}

fn differs_in_letter_of_its_own(a: &str, b: &str) -> bool {
    let last = |name: &'_ str| name.rfind(['-', '_', '.']).map(|at| at + 1);
    let (Some(one), Some(two)) = (last(a), last(b)) else { return false };
    a[..one] == b[..two] && a[one..].chars().count() == 1 && b[two..].chars().count() == 1
}

/// How many letters have to be inserted, removed, changed or swapped with their neighbour (the optimal string alignment distance).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_near_that_differ_in_one_slip() {
        for (a, b) in [("api", "apl"), ("api", "ap"), ("wroker", "worker"), ("v1-api", "v1-apj")] {
            assert!(is_near(a, b) && is_near(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("api", "api"),
            ("api-1", "api-2"),
            ("api", "apis2"),
            ("api", "web"),
            ("1a", "a1"),
            ("abc", "cba"),
            ("a", "b"),
            ("aa", "a"),
            ("team-a", "team-b"),
        ] {
            assert!(!is_near(a, b) && !is_near(b, a), "{a} {b}");
        }
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["preset", "rules", "exclude", "fail-on"];
        assert_eq!(nearest("rule", words), Some("rules"));
        assert_eq!(nearest("perset", words), Some("preset"));
        assert_eq!(nearest("Fail-On", words), Some("fail-on"));
        assert_eq!(nearest("excl", words), Some("exclude"));
        assert_eq!(nearest("plugins", words), None);
        assert_eq!(nearest("", words), None);
    }
}
