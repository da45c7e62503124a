//! Mended files back to the disk.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::repair::Repaired;

/// Writes every changed file below the root. Returns the paths of those that are written, and what is wrong with the others.
pub(super) fn repaired<'r>(root: &Path, repaired: &'r Repaired) -> (Vec<&'r str>, Vec<String>) {
    let (mut written, mut troubles) = (Vec::new(), Vec::new());
    for (id, before) in &repaired.before {
        let file = repaired.report.files.get(*id);
        match replace(&root.join(file.path()), before, file.text()) {
            Ok(()) => written.push(file.path()),
            Err(error) => troubles.push(format!("`{}` was not fixed: {error}", file.path())),
        }
    }
    (written, troubles)
}

/// Replaces a file's text at one stroke: a reader sees the old text or the new one, and a crash leaves one of them. The mode stays, and
/// so does a symbolic link to the file. A file that is no longer what was read is left alone.
fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    if fs::read(&path)? != before.as_bytes() {
        return Err(io::Error::other("it has changed in the meantime"));
    }
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let folder = path.parent().ok_or_else(|| io::Error::other("it has no folder"))?;
    let mut file = tempfile::Builder::new().prefix(".infralint-").tempfile_in(folder)?;
    file.write_all(after.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_if_it_is_still_what_was_read() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("Dockerfile");
        fs::write(&path, "FROM a\r\n")?;
        replace(&path, "FROM a\r\n", "FROM b\r\n")?;
        assert_eq!(fs::read_to_string(&path)?, "FROM b\r\n");
        assert!(replace(&path, "FROM a\r\n", "FROM c\r\n").is_err());
        assert_eq!(fs::read_to_string(&path)?, "FROM b\r\n");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_stays_and_a_link_stays_a_link() -> io::Result<()> {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir()?;
        let (path, link) = (folder.path().join("run.sh"), folder.path().join("link.sh"));
        fs::write(&path, "a")?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o750))?;
        symlink(&path, &link)?;
        replace(&link, "a", "b")?;
        assert!(fs::symlink_metadata(&link)?.file_type().is_symlink());
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o750);
        assert_eq!(fs::read_to_string(&path)?, "b");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440))?;
        assert!(replace(&path, "b", "c").is_err());
        Ok(())
    }
}
