//! Images, wherever a file names one.

use crate::rules;

mod invalid_reference;
mod latest_tag;
mod untagged;

rules![
    "image":
    invalid_reference,
    latest_tag,
    untagged,
];
