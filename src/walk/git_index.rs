//! What git's index says: which files belong to the repository, and their modes.
//!
//! The format: <https://git-scm.com/docs/index-format>.

use std::path::Path;

use rustc_hash::FxHashMap;

/// The mode of a folder that is a repository of its own.
pub(super) const SUBMODULE: u32 = 0o160_000;

/// The files in the index of the repository whose root this is, with their modes; nothing where there is none.
pub(super) fn read(root: &Path) -> FxHashMap<String, u32> {
    let bytes = std::fs::read(root.join(".git").join("index")).ok();
    bytes.and_then(|bytes| entries(&bytes)).unwrap_or_default()
}

/// Where the mode stands in an entry, in bytes from its start; the flags; and the length of all that stands before the path.
const MODE: usize = 24;
const FLAGS: usize = 60;
const FIXED: usize = 62;

/// The paths of an index with their modes; `None` if it is not of a form that is known.
fn entries(bytes: &[u8]) -> Option<FxHashMap<String, u32>> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if bytes.get(..4)? != b"DIRC" {
        return None;
    }
    let version = number(4)?;
    if !(2..=4).contains(&version) {
        return None;
    }
    let (mut at, mut path) = (12, Vec::new());
    let mut modes = FxHashMap::default();
    for _ in 0..number(8)? {
        let is_extended = bytes.get(at + FLAGS)? & 0x40 != 0;
        let mut name = at + FIXED + if is_extended { 2 } else { 0 };
        if version == 4 {
            let (dropped, length) = variable(bytes.get(name..)?)?;
            path.truncate(path.len().checked_sub(dropped)?);
            name += length;
        } else {
            path.clear();
        }
        let length = bytes.get(name..)?.iter().position(|byte| *byte == 0)?;
        path.extend_from_slice(&bytes[name..name + length]);
        modes.insert(String::from_utf8_lossy(&path).into_owned(), number(at + MODE)?);
        at = if version == 4 { name + length + 1 } else { at + (name + length - at) / 8 * 8 + 8 };
    }
    Some(modes)
}

/// A number of variable width, as in pack files' offsets: its value, and how many bytes it takes.
fn variable(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = usize::from(bytes.first()? & 0x7f);
    let mut length = 1;
    while bytes.get(length - 1)? & 0x80 != 0 {
        value = value.checked_add(1)?.checked_mul(128)? + usize::from(bytes.get(length)? & 0x7f);
        length += 1;
    }
    Some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An entry of the second version of the format.
    fn entry(mode: u32, path: &str) -> Vec<u8> {
        let mut bytes = vec![0; FIXED];
        bytes[MODE..MODE + 4].copy_from_slice(&mode.to_be_bytes());
        bytes.extend_from_slice(path.as_bytes());
        bytes.resize(bytes.len() / 8 * 8 + 8, 0);
        bytes
    }

    #[test]
    fn the_index_tells_modes() {
        let mut bytes = b"DIRC\0\0\0\x02\0\0\0\x02".to_vec();
        bytes.extend(entry(0o100_644, "a/run.sh"));
        bytes.extend(entry(0o100_755, "start"));
        let modes = entries(&bytes).expect("an index");
        assert_eq!((modes["a/run.sh"], modes["start"]), (0o100_644, 0o100_755));
        assert!(entries(&bytes[..100]).is_none() && entries(b"DIRC").is_none() && entries(b"").is_none());
    }

    #[test]
    fn numbers_of_variable_width_are_read() {
        assert_eq!((variable(&[5]), variable(&[0x80, 0]), variable(&[0x80])), (Some((5, 1)), Some((128, 2)), None));
    }
}
