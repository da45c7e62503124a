//! Resources of Amazon Web Services in Terraform.

use crate::rules;

rules!["aws": ; declared: kms_rotation];
