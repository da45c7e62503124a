//! Resources that hold data which cannot be created again, and what other than `prevent_destroy` keeps them from being destroyed.
//!
//! As of November 2026, from the providers' documentation in the Terraform registry. Types that their provider or the cloud protects
//! unless told otherwise (`google_sql_database_instance`, `google_bigquery_table`, buckets without `force_destroy`, ...) are left out,
//! and so are keys of AWS KMS, which stay for 7 to 30 days after they are destroyed.

/// What keeps a resource from being destroyed besides `lifecycle.prevent_destroy`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protection {
    /// Nothing.
    Nothing,
    /// An argument with this value.
    Argument(&'static str, &'static str),
    /// An `azurerm_management_lock` on it or on something around it.
    ManagementLock,
}

use Protection::{Argument, ManagementLock, Nothing};

/// Sorted by type.
const STATEFUL: &[(&str, Protection)] = &[
    ("aws_cognito_user_pool", Argument("deletion_protection", "ACTIVE")),
    ("aws_db_instance", Argument("deletion_protection", "true")),
    ("aws_docdb_cluster", Argument("deletion_protection", "true")),
    ("aws_docdb_global_cluster", Argument("deletion_protection", "true")),
    ("aws_dynamodb_table", Argument("deletion_protection_enabled", "true")),
    ("aws_efs_file_system", Nothing),
    ("aws_elasticsearch_domain", Nothing),
    ("aws_fsx_lustre_file_system", Nothing),
    ("aws_fsx_ontap_file_system", Nothing),
    ("aws_fsx_openzfs_file_system", Nothing),
    ("aws_fsx_windows_file_system", Nothing),
    ("aws_keyspaces_table", Nothing),
    ("aws_neptune_cluster", Argument("deletion_protection", "true")),
    ("aws_neptune_global_cluster", Argument("deletion_protection", "true")),
    ("aws_opensearch_domain", Nothing),
    ("aws_rds_cluster", Argument("deletion_protection", "true")),
    ("aws_rds_global_cluster", Argument("deletion_protection", "true")),
    ("aws_redshift_cluster", Nothing),
    ("aws_timestreamwrite_database", Nothing),
    ("aws_timestreamwrite_table", Nothing),
    ("azurerm_cosmosdb_account", ManagementLock),
    ("azurerm_cosmosdb_postgresql_cluster", ManagementLock),
    ("azurerm_data_protection_backup_vault", ManagementLock),
    ("azurerm_key_vault", Argument("purge_protection_enabled", "true")),
    ("azurerm_mariadb_server", ManagementLock),
    ("azurerm_mssql_database", ManagementLock),
    ("azurerm_mssql_managed_instance", ManagementLock),
    ("azurerm_mssql_server", ManagementLock),
    ("azurerm_mysql_flexible_server", ManagementLock),
    ("azurerm_postgresql_flexible_server", ManagementLock),
    ("azurerm_recovery_services_vault", ManagementLock),
    ("azurerm_storage_account", ManagementLock),
    ("digitalocean_database_cluster", Nothing),
    ("digitalocean_volume", Nothing),
    ("google_kms_crypto_key", Nothing),
    ("hcloud_volume", Argument("delete_protection", "true")),
    ("linode_volume", Nothing),
    ("mongodbatlas_advanced_cluster", Argument("termination_protection_enabled", "true")),
    ("mongodbatlas_cluster", Argument("termination_protection_enabled", "true")),
];

/// What protects a resource of this type, if it holds data that cannot be created again and is not protected by default.
pub fn protection(kind: &str) -> Option<Protection> {
    STATEFUL.binary_search_by_key(&kind, |(name, _)| name).ok().map(|at| STATEFUL[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_found() {
        assert!(STATEFUL.is_sorted_by_key(|(kind, _)| kind));
        assert!(STATEFUL.iter().all(|(kind, expected)| protection(kind) == Some(*expected)));
        assert_eq!(protection("aws_instance"), None);
    }
}
