//! What does not parse: found by the parsers themselves.

use crate::rule::Check;
use crate::rules;

mod yaml {
    pub const CHECK: super::Check = super::Check::Engine;
}

rules!["syntax": yaml];
