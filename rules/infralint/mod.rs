//! What concerns infralint itself: its configuration, its comments, files that it cannot read.

use crate::rule::Check;
use crate::rules;

mod internal_error {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod unused_ignore {
    pub const CHECK: super::Check = super::Check::Engine;
}

rules!["infralint": internal_error, unused_ignore];
