//! What concerns infralint itself: its configuration, its comments, files that it cannot read.

use crate::rules;

rules!["infralint"; engine: configuration, ignore_comment, ignore_without_reason, internal_error, unreadable_file, unused_ignore, unused_setting];
