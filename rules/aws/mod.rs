//! Resources of Amazon Web Services in Terraform.

use crate::rules;

rules![
    "aws":
    ;
    declared: admin_port_open, ami_any_owner, ecs_privileged, ecs_secret_in_env, efs_unencrypted, iam_full_admin, iam_trust_any_principal, imdsv1_allowed, kms_rotation, rds_public, rds_unencrypted, redshift_public, s3_public_access_block, s3_public_acl
];
