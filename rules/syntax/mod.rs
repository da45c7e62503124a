//! What does not parse: found by the parsers themselves.

use crate::rule::Check;
use crate::rules;

mod dockerfile {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod dockerfile_instruction {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod duplicate_key {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod hcl {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod json {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod template {
    pub const CHECK: super::Check = super::Check::Engine;
}

mod yaml {
    pub const CHECK: super::Check = super::Check::Engine;
}

rules!["syntax": dockerfile, dockerfile_instruction, duplicate_key, hcl, json, template, yaml];
