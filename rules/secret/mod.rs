//! Secrets that are written where many can read them.

use crate::rules;

mod in_env;
mod printed;

rules![
    "secret":
    in_env,
    printed,
];
