//! The patterns of text in schemas of custom resources. The API server reads them as Go does (RE2, <https://pkg.go.dev/regexp/syntax>):
//! `\d` and its like are for ASCII alone, and a text matches if a part of it does.

use std::sync::{LazyLock, Mutex};

use regex_lite::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;

/// How large a pattern may become, in bytes: those of real definitions, with lists of ranges of numbers, need half of it.
const MOST_BYTES: usize = 1 << 16;
/// How long a text may be, in bytes, as the time that it takes grows with the pattern and the text.
const MOST_TEXT: usize = 1 << 10;

/// The patterns that were read so far, of which a definition repeats some for hundreds of fields; none where one cannot be read.
static READ: LazyLock<Mutex<FxHashMap<String, Option<Regex>>>> = LazyLock::new(Mutex::default);

/// Whether a text matches; `None` if the pattern cannot be read, or one of them is too long.
pub(super) fn matches(pattern: &str, text: &str) -> Option<bool> {
    if text.len() > MOST_TEXT {
        return None;
    }
    let mut read = READ.lock().ok()?;
    if let Some(known) = read.get(pattern) {
        let known = known.clone();
        drop(read);
        return known.map(|known| known.is_match(text));
    }
    let regex = RegexBuilder::new(pattern).size_limit(MOST_BYTES).build().ok();
    read.insert(pattern.to_owned(), regex.clone());
    drop(read);
    regex.map(|regex| regex.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_as_go_reads_them() {
        for (pattern, text, expected) in [
            ("^[a-z]+$", "abc", Some(true)),
            ("^[a-z]+$", "abc1", Some(false)),
            ("[a-z]+", "ABC d", Some(true)),
            (r"^\d+$", "٣", Some(false)),
            (r"^(ms|µs)$", "µs", Some(true)),
            (r"^[0-9a-zA-Z-.]+$", "a-1.b", Some(true)),
            (r"^\w+\/\S*$", "a/b", Some(true)),
            (r"^a.$", "aä", Some(true)),
            (r"a(?=b)", "ab", None),
            (&"a{1000}".repeat(100), "a", None),
            ("b", &"a".repeat(2000), None),
            ("^[a-z", "a", None),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
