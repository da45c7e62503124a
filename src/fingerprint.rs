//! What a finding is known by from one run to the next: the rule, the path and the line it is on, wherever that line has moved to.
//!
//! The baseline, `fingerprint` in JSON and `infralint/v1` in SARIF all use it.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// The offset basis and the prime of FNV-1a with 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): a hash that stays the same on
/// all machines and in all versions.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of a finding's rule and path and of the line where it starts, without the white space around it.
pub fn hash(files: &Files, finding: &Diagnostic) -> u64 {
    let file = files.get(finding.span.file);
    let line = &file.text()[file.line_range(file.line_index(finding.span.start))];
    let parts = [finding.rule, "\0", file.path(), "\0", line.trim_start_matches('\u{feff}').trim()];
    parts.iter().flat_map(|part| part.bytes()).fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// A name for each finding of a list, unique in it: the hash in hexadecimal, and which one of those with this hash it is, from 1.
pub fn names<'d>(files: &Files, findings: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<String> {
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    let name = |finding| {
        let hash = hash(files, finding);
        let count = seen.entry(hash).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    };
    findings.into_iter().map(name).collect()
}
