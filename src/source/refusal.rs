//! Why a file has no text.

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
