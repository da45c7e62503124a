//! The hash by which GitHub recognises a result when its line has moved: `primaryLocationLineHash`.
//!
//! The algorithm is that of GitHub's action `codeql-action/upload-sarif`, which computes the hash where it is missing; uploads over the
//! API need it in the file.

use rustc_hash::FxHashMap;

/// How many characters count for a line's hash, from its start.
const BLOCK: usize = 100;
/// The base of the polynomial.
const BASE: i64 = 37;
/// What stands for the end of the file.
const END: u16 = 0xffff;

/// The hash of every line of a text, in order. White space within lines does not count, and every line ending is a line feed; a hash
/// that several lines have is told apart by the number after the colon.
pub(super) fn line_hashes(text: &str) -> Vec<String> {
    let units = significant(text);
    let ends = units.iter().enumerate().filter(|(_, unit)| **unit == u16::from(b'\n')).map(|(at, _)| at + 1);
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    let name = |start: usize| {
        let hash = block_hash(&units[start..]);
        let count = counts.entry(hash).or_default();
        *count += 1;
        format!("{hash:x}:{count}")
    };
    std::iter::once(0).chain(ends).map(name).collect()
}

/// The UTF-16 code units that count, and the mark of the end.
fn significant(text: &str) -> Vec<u16> {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut after_return = false;
    for unit in text.encode_utf16() {
        let is = |c: u8| unit == u16::from(c);
        let skipped = is(b' ') || is(b'\t') || (after_return && is(b'\n'));
        after_return = is(b'\r');
        if !skipped {
            units.push(if after_return { u16::from(b'\n') } else { unit });
        }
    }
    units.push(END);
    units
}

/// The polynomial over a block, as if zeros followed the end.
fn block_hash(units: &[u16]) -> u64 {
    let padded = units.iter().copied().chain(std::iter::repeat(0)).take(BLOCK);
    padded.fold(0_i64, |hash, unit| hash.wrapping_mul(BASE).wrapping_add(i64::from(unit))).cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Facts about GitHub's implementation.
    #[test]
    fn the_hashes_are_those_of_github() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            line_hashes(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        let expected = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        for ending in ["\n", "\r", "\r\n"] {
            let text = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n".replace('\n', ending);
            assert_eq!(line_hashes(&text), expected);
        }
    }

    #[test]
    fn equal_lines_are_counted() {
        let text = "x\n".repeat(300);
        let hashes = line_hashes(&text);
        assert_eq!(hashes.len(), 301);
        assert!(hashes[0].ends_with(":1") && hashes[1].ends_with(":2") && hashes[300] == "c129715d7a2bc9a3:1");
    }
}
