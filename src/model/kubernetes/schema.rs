//! What fields the built-in objects of Kubernetes have, and of what type.
//!
//! The facts are in `schema/table.txt`, which `scripts/kubernetes-schema` makes from the `OpenAPI` definitions of each release.

mod custom;
mod departure;
mod deprecated;
mod form;
mod format;
mod limits;
mod meant;
mod pattern;
mod structural;
mod table;
mod values;

pub use custom::Definitions;
pub use departure::{Departure, Fault, Owner, departures, departures_from};
pub use deprecated::label_now;
pub use form::{NameForm, is_stand_in};
pub use format::TextFormat;
pub use meant::{advice_on, advice_on_label, name_for};
pub use structural::{Untyped, untyped};
pub use table::{Field, Minor, NEWEST, OLDEST, Range, Schema, Shape, Type};
pub use values::{SUFFIXES, is_quantity};

#[cfg(test)]
mod tests;
