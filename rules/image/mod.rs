//! Images, wherever a file names one.

use crate::rules;

mod latest_tag;
mod untagged;
mod untrusted_registry;

rules!["image": latest_tag, untagged, untrusted_registry];
