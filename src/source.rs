//! The texts of the linted files and the places in them.
//!
//! Everything later points back here: a [`Span`] is a range of bytes of one file, and [`Files`] turns it into the lines and
//! columns that people read. Offsets are bytes and count from 0; lines and columns count from 1, columns in characters.

mod embedded;
mod test_data;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

pub use embedded::{Embedded, Stretch};

use crate::kind::FileKind;
use crate::progress::Progress;

/// Which file of a [`Files`] a span is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// A range of bytes in one file: `start..end`, the end not included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file that the range is in.
    pub file: FileId,
    /// The first byte, from 0.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The range of bytes, for indexing the text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it is a place between two bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within, in the same file.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The smallest span over both, which have to be in the same file.
    #[must_use]
    pub fn cover(self, other: Span) -> Self {
        debug_assert_eq!(self.file, other.file);
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part `range` of it, in bytes from its start.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Self {
        Self { file: self.file, start: self.start + range.start as u32, end: self.start + range.end as u32 }
    }

    /// The empty place where it starts.
    #[must_use]
    pub fn at_start(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// The empty place where it ends.
    #[must_use]
    pub fn at_end(self) -> Self {
        Self { start: self.end, ..self }
    }
}

/// A place as people read it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: u32,
    /// The byte in the file, from 0.
    pub offset: u32,
}

/// Why the text of a recognised file was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The file cannot be opened or read; what the system said.
    Unreadable(String),
    /// The file is larger than the limit.
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The bytes are not UTF-8; the offset of the first that is not.
    NotUtf8(usize),
    /// The file starts with the byte order mark of UTF-16.
    Utf16,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Unreadable(reason) => write!(f, "the file cannot be read: {reason}"),
            Refusal::TooLarge { size, limit } => {
                write!(f, "the file has {size} bytes, more than the limit of {limit}")
            }
            Refusal::NotUtf8(offset) => write!(f, "the file is not UTF-8: byte {offset} belongs to no character"),
            Refusal::Utf16 => write!(f, "the file is UTF-16, not UTF-8"),
        }
    }
}

/// A recognised file.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    kind: FileKind,
    text: String,
    refusal: Option<Refusal>,
    selected: bool,
    executable: Option<bool>,
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// A file with its text. A byte order mark stays in the text, so that offsets are those of the file.
    pub fn new(path: impl Into<String>, kind: FileKind, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            kind,
            text: text.into(),
            refusal: None,
            selected: !kind.is_context(),
            executable: None,
            line_starts: OnceLock::new(),
        }
    }

    /// A file whose text could not be taken; its text is empty.
    pub fn refused(path: impl Into<String>, kind: FileKind, refusal: Refusal) -> Self {
        Self { refusal: Some(refusal), ..Self::new(path, kind, "") }
    }

    /// The same file, read only for what it says about others: findings in it are not shown.
    #[must_use]
    pub fn as_context(self) -> Self {
        Self { selected: false, ..self }
    }

    /// The same file, of which it is known whether it may be executed.
    #[must_use]
    pub fn with_mode(self, executable: bool) -> Self {
        Self { executable: Some(executable), ..self }
    }

    /// Takes another text and returns the one before.
    fn replace_text(&mut self, text: String) -> String {
        self.line_starts = OnceLock::new();
        std::mem::replace(&mut self.text, text)
    }

    /// The path relative to the root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The folder, relative to the root; empty for the root itself.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The name without the folder.
    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(self.path.as_str(), |(_, name)| name)
    }

    /// What sort of file it is.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// The whole text, with a byte order mark if the file has one.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why there is no text, if it was refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// Whether the file may be executed, if that is known: as git has it, else as the disk says.
    pub fn is_executable(&self) -> Option<bool> {
        self.executable
    }

    /// Whether findings in this file are asked for.
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// The offset of the first byte of each line. A line ends with `\n` (and so with `\r\n`).
    pub fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at as u32 + 1)).collect()
        })
    }

    /// The line of a byte, from 0.
    pub fn line_index(&self, offset: u32) -> usize {
        self.line_starts().partition_point(|start| *start <= offset) - 1
    }

    /// The bytes of a line (from 0) without its line ending.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = starts[line] as usize;
        let end = starts.get(line + 1).map_or(self.text.len(), |next| *next as usize);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The line and column of a byte. An offset past the end is the end; one inside a character is that character.
    pub fn position(&self, offset: u32) -> Position {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_index(at as u32);
        let start = self.line_starts()[line] as usize;
        let start = if start == 0 && self.text.starts_with('\u{feff}') { 3.min(at) } else { start };
        let column = self.text[start..at].chars().count() as u32 + 1;
        Position { line: line as u32 + 1, column, offset: at as u32 }
    }
}

/// The recognised files with their texts, and the names of all other files.
#[derive(Debug, Default)]
pub struct Files {
    recognised: Vec<SourceFile>,
    by_path: FxHashMap<String, FileId>,
    /// The paths of all files of the tree, recognised or not, sorted.
    names: Vec<String>,
    /// Folders that are there and of whose files none is known, sorted.
    closed: Vec<String>,
    /// The last of the recognised files, which are written within others.
    embedded: Vec<(FileId, Embedded)>,
    /// How far the work on them is.
    progress: Arc<Progress>,
}

impl Files {
    /// The recognised files, and the paths of all others relative to the root.
    pub fn new(mut files: Vec<SourceFile>, other_names: Vec<String>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        let by_path = files.iter().enumerate().map(|(id, file)| (file.path.clone(), FileId(id as u32))).collect();
        let mut names = other_names;
        names.extend(files.iter().map(|file| file.path.clone()));
        names.sort_unstable();
        names.dedup();
        Self { recognised: files, by_path, names, closed: Vec::new(), embedded: Vec::new(), progress: Arc::default() }
    }

    /// The same files, with the work on them watched through these counters.
    #[must_use]
    pub fn watched(self, progress: Arc<Progress>) -> Self {
        Self { progress, ..self }
    }

    /// The same files, with folders that are there though nothing is known in them: all of it is ignored.
    #[must_use]
    pub fn with_closed(self, mut folders: Vec<String>) -> Self {
        folders.sort_unstable();
        Self { closed: folders, ..self }
    }

    /// Puts a folder before all paths, as they are called further up.
    pub fn move_below(&mut self, folder: &str) {
        let files = std::mem::take(&mut self.recognised).into_iter();
        let files = files.map(|file| SourceFile { path: format!("{folder}/{}", file.path), ..file }).collect();
        let names = self.names.iter().map(|name| format!("{folder}/{name}")).collect();
        let closed = self.closed.iter().map(|name| format!("{folder}/{name}")).collect();
        *self = Self::new(files, names).with_closed(closed).watched(Arc::clone(&self.progress));
    }

    /// What counts how far the work on the files is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.recognised[id.0 as usize]
    }

    /// The recognised files in the order of their paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.recognised.iter().enumerate().map(|(id, file)| (FileId(id as u32), file))
    }

    /// How many files were recognised.
    pub fn len(&self) -> usize {
        self.recognised.len()
    }

    /// Whether no file was recognised.
    pub fn is_empty(&self) -> bool {
        self.recognised.is_empty()
    }

    /// The recognised file at this path, relative to the root.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The paths of all files, recognised or not, sorted.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a file, recognised or not, is at this path.
    pub fn exists(&self, path: &str) -> bool {
        self.names.binary_search_by(|name| name.as_str().cmp(path)).is_ok()
    }

    /// Whether some file lies below this folder. The root (an empty path) is always there.
    pub fn folder_exists(&self, folder: &str) -> bool {
        folder.is_empty()
            || self.below(folder).next().is_some()
            || self.closed.binary_search_by(|closed| closed.as_str().cmp(folder)).is_ok()
    }

    /// The paths of all files below a folder, at any depth, sorted.
    pub fn below<'f>(&'f self, folder: &str) -> impl Iterator<Item = &'f str> + use<'f> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let first = self.names.partition_point(|name| name.as_str() < prefix.as_str());
        self.names[first..].iter().map(String::as_str).take_while(move |name| name.starts_with(&prefix))
    }

    /// Gives a file another text and returns the one before. The ids of all files stay.
    pub fn replace_text(&mut self, id: FileId, text: String) -> String {
        self.recognised[id.0 as usize].replace_text(text)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        &self.get(span.file).text[span.range()]
    }
}

/// Joins a path, as written in a file, to the folder it is relative to, and resolves `.` and `..`: the path relative to the root, or
/// `None` where it is absolute or leaves the root.
pub fn join_path(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.starts_with('~') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
