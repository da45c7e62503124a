//! The schema of Compose files: which keys there are and what may stand under them. The table is `schema.txt`, which says where it is
//! from; it is read when the first Compose file is met.

mod check;
mod scalar;
mod table;

use std::sync::OnceLock;

pub use check::{Fault, Violation};

use self::table::Schema;
use crate::tree::Node;

/// What a Compose file says that the specification does not allow. Values that cannot be known are taken to be right, and so is what
/// `!reset` takes away.
pub fn violations(root: Node<'_>) -> Vec<Violation<'_>> {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| Schema::read(include_str!("schema.txt")));
    check::check(schema, root)
}

#[cfg(test)]
mod tests;
