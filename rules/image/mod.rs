//! Images, wherever a file names one.

use crate::rules;

mod deprecated;
mod end_of_life;
mod latest_tag;
mod untagged;

rules![
    "image":
    deprecated,
    end_of_life,
    latest_tag,
    untagged,
];
