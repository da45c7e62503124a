//! Terraform and `OpenTofu` configuration: the language's blocks and what they declare.
//!
//! The views are the same for the native syntax and for JSON (<https://developer.hashicorp.com/terraform/language/syntax/json>); only
//! [`Block::syntax`] tells them apart.

mod address;
mod block;
mod document;
mod module;
mod path;
mod policy;
mod secret;
mod source;
mod stateful;

pub use address::{Address, Link, addresses};
pub use block::Block;
pub use document::json_document;
pub use module::{Backend, Module, ModuleCall, Provider, Resource};
pub use path::{is_environment, is_example, is_throwaway};
pub use policy::policy_statements;
pub use secret::{WrittenSecret, is_secret_argument, written_secrets};
pub use source::{GitSource, ModuleSource};
pub use stateful::{Protection, protection};
