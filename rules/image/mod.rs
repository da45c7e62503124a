//! Images, wherever a file names one.

use crate::rules;

mod latest_tag;
mod untagged;

rules!["image": latest_tag, untagged];
