//! infralint: a linter for infrastructure files.

pub mod diagnostic;
pub mod fix;
pub mod kind;
pub mod source;
pub mod syntax;
pub mod tree;
