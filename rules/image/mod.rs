//! Images, wherever a file names one.

use crate::rules;

mod deprecated;
mod end_of_life;
mod invalid_reference;
mod latest_tag;
mod untagged;
mod untrusted_registry;

rules![
    "image":
    deprecated,
    end_of_life,
    invalid_reference,
    latest_tag,
    untagged,
    untrusted_registry,
];
