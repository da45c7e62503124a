//! Whether scripts may be executed: as git's index has it, which is what others check out, else as the disk says.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::kind::FileKind;
use crate::source::SourceFile;

/// Gives scripts the mode that is known of them. A tree without any script that may be executed came from somewhere that knows no modes.
pub(super) fn note(files: Vec<(SourceFile, PathBuf)>, index: &FxHashMap<String, u32>) -> Vec<SourceFile> {
    let on_disk = |file: &SourceFile, at: &Path| if file.kind() == FileKind::Script { executable(at) } else { None };
    let modes: Vec<Option<bool>> = files.iter().map(|(file, at)| on_disk(file, at)).collect();
    let has_modes = modes.contains(&Some(true));
    let with_mode = |((file, _), mode): ((SourceFile, PathBuf), Option<bool>)| match mode {
        None => file,
        Some(true) => file.with_mode(true),
        Some(false) => match index.get(file.path()) {
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
