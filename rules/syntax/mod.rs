//! What does not parse: found by the parsers themselves.

use crate::rules;

rules!["syntax"; engine: dockerfile, dockerfile_instruction, duplicate_key, hcl, json, template, yaml];
