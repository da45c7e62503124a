//! Secrets that are written where many can read them.

use crate::rules;

mod in_env;

rules!["secret": in_env];
