//! Whether scripts may be executed: as git's index has it, which is what others check out, else as the disk says.
//!
//! The index format: <https://git-scm.com/docs/index-format>.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::kind::FileKind;
use crate::source::SourceFile;

/// Gives scripts the mode that is known of them. A tree without any script that may be executed came from somewhere that knows no modes.
pub(super) fn note(files: Vec<(SourceFile, PathBuf)>, root: &Path) -> Vec<SourceFile> {
    let on_disk = |file: &SourceFile, at: &Path| if file.kind() == FileKind::Script { executable(at) } else { None };
    let modes: Vec<Option<bool>> = files.iter().map(|(file, at)| on_disk(file, at)).collect();
    let has_modes = modes.contains(&Some(true));
    let index = if modes.contains(&Some(false)) { index(root) } else { None };
    let with_mode = |((file, _), mode): ((SourceFile, PathBuf), Option<bool>)| match mode {
        None => file,
        Some(true) => file.with_mode(true),
        Some(false) => match index.as_ref().and_then(|index| index.get(file.path())) {
            Some(mode) => file.with_mode(mode & 0o111 != 0),
            None if has_modes => file.with_mode(false),
            None => file,
        },
    };
    files.into_iter().zip(modes).map(with_mode).collect()
}

#[cfg(unix)]
fn executable(at: &Path) -> Option<bool> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(at).ok().map(|data| data.permissions().mode() & 0o111 != 0)
}

/// On other systems the disk says nothing, and only git knows.
#[cfg(not(unix))]
fn executable(_: &Path) -> Option<bool> {
    Some(false)
}

/// The modes of the files in the index of the repository whose root this is.
fn index(root: &Path) -> Option<FxHashMap<String, u32>> {
    entries(&std::fs::read(root.join(".git").join("index")).ok()?)
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
