//! Dockerfiles: stages that build on one another, and what holds at each instruction.
//!
//! Facts: the Dockerfile reference (<https://docs.docker.com/reference/dockerfile/>) and BuildKit,
//! `frontend/dockerfile/dockerfile2llb/convert.go`.

mod before;
mod brought;
mod brought_files;
mod build;
mod environment;
mod files;
mod frontend;
mod images;
mod instruction;
mod joined;
mod mentions;
mod mount;
mod mount_fault;
mod named_shell;
mod pattern;
mod ports;
mod references;
mod run;
mod scope;
mod stage;
mod start;
mod users;
mod value;

pub use before::Test;
pub use brought::{PROGRAMS, Untouched, untouched};
pub use brought_files::FileUse;
pub use build::Dockerfile;
pub use files::{Copied, may_be_ignored};
pub use images::images;
pub use instruction::{Instruction, PlainCopy};
pub use joined::{shell_comments, words_at_line_start};
pub use mount::{Mount, MountOption};
pub use mount_fault::MountFault;
pub use ports::own_port;
pub use references::{Reference, is_set_by_builder, names_after_dollars, references};
pub use run::Run;
pub use stage::{Base, Stage};
pub use start::{exec_words, form, is_shell, plain_words, program_name};
pub use users::User;
pub use value::{Value, Variable, expand, is_in_order};

pub use crate::syntax::dockerfile::{Command, Copy, Flag, Form, NearlyJson, Pair, Text, duration, is_stage_name};

#[cfg(test)]
mod tests;
