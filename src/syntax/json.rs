//! JSON into the common tree.
