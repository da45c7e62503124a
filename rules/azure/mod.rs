//! Resources of Microsoft Azure in Terraform.

use crate::rules;

rules![
    "azure":
    ;
    declared: admin_port_open, database_firewall_open, storage_container_public, storage_http, storage_old_tls
];
