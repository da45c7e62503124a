//! GitLab CI.

use crate::rules;

mod only_except_deprecated;
mod production_not_manual;

rules![
    "gitlab-ci":
    only_except_deprecated, production_not_manual,
];
