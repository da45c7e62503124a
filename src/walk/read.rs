//! Reading one file: as little of it as its path asks for, once.

use std::cell::RefCell;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::relative;
use crate::kind::{Charts, FileKind, Look, Verdict, by_content};
use crate::source::{Refusal, SourceFile};

/// How much is read at a time, in bytes: more than most files have.
const CHUNK: usize = 64 << 10;

thread_local! {
    /// What this thread reads into, so that files that turn out to be something else cost no memory.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Reads files of one tree.
pub(super) struct Reader<'r> {
    root: &'r Path,
    /// The root with all its links resolved.
    real_root: PathBuf,
    limit: u64,
    charts: &'r Charts,
}

impl<'r> Reader<'r> {
    pub(super) fn new(root: &'r Path, limit: u64, charts: &'r Charts) -> Self {
        // Spans count bytes in 32 bits.
        let limit = limit.min(u64::from(u32::MAX) - 1);
        Self { root, real_root: root.canonicalize().unwrap_or_else(|_| root.to_owned()), limit, charts }
    }

    /// The folder that all names are relative to.
    pub(super) fn root(&self) -> &'r Path {
        self.root
    }

    /// Where a link leads, relative to the root, if that is a file inside the root. A link to nothing leads to itself: reading it fails,
    /// and that is reported.
    pub(super) fn follow(&self, link: &Path) -> Option<String> {
        match link.canonicalize() {
            Ok(target) if target.is_file() && target.starts_with(&self.real_root) => {
                Some(relative(&self.real_root, &target))
            }
            Ok(_) => None,
            Err(_) => Some(String::new()),
        }
    }

    /// The file at `path` on the disk under its name; `None` if its text shows that it is no infrastructure.
    pub(super) fn read(&self, name: &str, path: &Path, verdict: Verdict) -> Option<SourceFile> {
        if verdict == Verdict::Certain(FileKind::TerraformState) {
            return Some(SourceFile::new(name, FileKind::TerraformState, ""));
        }
        BUFFER.with_borrow_mut(|buffer| {
            let source = match fill(path, buffer, self.limit) {
                Ok(length) => self.recognise(name, &buffer[..length], verdict),
                Err(refusal @ Refusal::TooLarge { .. }) => {
                    let kind = by_content(name, verdict, &String::from_utf8_lossy(buffer));
                    kind.map(|kind| SourceFile::refused(name, kind, refusal))
                }
                // What was there when the names were found, and is no more, is nothing to speak of.
                Err(_) if path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) => None,
                Err(refusal) => unreadable(name, verdict, refusal),
            };
            if buffer.len() > 16 * CHUNK {
                *buffer = Vec::new();
            }
            source
        })
    }

    fn recognise(&self, name: &str, bytes: &[u8], verdict: Verdict) -> Option<SourceFile> {
        let refusal = match std::str::from_utf8(bytes) {
            Ok(text) => return by_content(name, verdict, text).map(|kind| SourceFile::new(name, kind, text)),
            Err(_) if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => Refusal::Utf16,
            Err(error) => Refusal::NotUtf8(error.valid_up_to()),
        };
        let kind = match (&refusal, verdict) {
            (_, Verdict::Certain(kind)) => Some(kind),
            (Refusal::Utf16, _) => by_content(name, verdict, &from_utf16(bytes)),
            _ => self.charts.detect(name, bytes),
        };
        kind.map(|kind| SourceFile::refused(name, kind, refusal))
    }
}

/// A file that cannot be opened. Any YAML may be infrastructure, and that it was not looked at must not be hidden.
fn unreadable(name: &str, verdict: Verdict, refusal: Refusal) -> Option<SourceFile> {
    let kind = match verdict {
        Verdict::Certain(kind) => kind,
        Verdict::Look(Look::Json | Look::NamedDockerfile | Look::Script | Look::Attached | Look::Commands)
        | Verdict::No => return None,
        Verdict::Look(_) => FileKind::Template,
    };
    Some(SourceFile::refused(name, kind, refusal))
}

/// Reads a whole file into the buffer, which only grows; the number of bytes.
fn fill(path: &Path, buffer: &mut Vec<u8>, limit: u64) -> Result<usize, Refusal> {
    let unreadable = |error: std::io::Error| Refusal::Unreadable(error.to_string());
    let mut file = File::open(path).map_err(unreadable)?;
    let mut length = 0;
    loop {
        if length == buffer.len() {
            // A file that fills the first chunk says how long it is; one byte more than that lets the next read find the end.
            let size =
                if length == 0 { 0 } else { file.metadata().map_or(0, |data| data.len().min(limit + 1) as usize + 1) };
            buffer.resize(size.max(length + CHUNK), 0);
        }
        match file.read(&mut buffer[length..]) {
            Ok(0) => return Ok(length),
            Ok(count) => length += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
        if length as u64 > limit {
            let size = file.metadata().map_or(length as u64, |data| data.len());
            return Err(Refusal::TooLarge { size, limit });
        }
    }
}

/// The text of a file that starts with a byte order mark of UTF-16, only to see what it is.
fn from_utf16(bytes: &[u8]) -> String {
    let unit = if bytes.starts_with(&[0xff, 0xfe]) { u16::from_le_bytes } else { u16::from_be_bytes };
    let units = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
