//! `.dockerignore` files.

use crate::rules;

mod gitignore_semantics;
mod ineffective_negation;
mod inline_comment;
mod invalid_pattern;
mod missing;
mod missing_pattern;
mod wrong_location;

rules![
    "dockerignore":
    gitignore_semantics, ineffective_negation, inline_comment, invalid_pattern, missing, missing_pattern,
    wrong_location,
];
