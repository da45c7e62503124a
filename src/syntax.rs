//! Text into trees. Parsers never fail: each returns what it understood and the problems it met, and one broken key, document or
//! file hides nothing else.

pub mod dockerfile;
pub mod hcl;
pub mod json;
mod keys;
pub mod placeholders;
pub mod shell;
pub mod yaml;
