//! What concerns infralint itself: its configuration, its comments, files that it cannot read.

use crate::rule::Check;
use crate::rules;

mod internal_error {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod configuration {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod ignore_comment {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod unreadable_file {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod unused_ignore {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod unused_setting {
    pub const CHECK: super::Check = super::Check::Engine;
}

rules!["infralint": configuration, ignore_comment, internal_error, unreadable_file, unused_ignore, unused_setting];
