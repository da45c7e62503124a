//! YAML into the common tree.
