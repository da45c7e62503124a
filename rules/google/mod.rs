//! Resources of Google Cloud in Terraform.

use crate::rules;

rules![
    "google":
    ;
    declared: admin_port_open, gke_legacy_abac, iam_basic_role, iam_public_member, sql_public
];
