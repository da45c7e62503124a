//! Secrets that are written where many can read them.

use crate::rules;

mod in_env;
mod in_script;
mod printed;

rules![
    "secret":
    in_env, in_script, printed,
];
