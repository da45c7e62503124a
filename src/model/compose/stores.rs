//! What is known of the official images of data stores, by the pages of Docker Hub and the images' entry points, as of 2026-11.

use super::Service;
use crate::model::image::Reference;
use crate::tree::Node;

/// An official image of a data store.
#[derive(Clone, Copy, Debug)]
pub struct Store {
    /// The name of the image.
    pub name: &'static str,
    /// The ports that it listens on.
    pub ports: &'static [u16],
    /// Where its data are; empty for caches.
    pub data: &'static str,
    /// Folders that are taken for that.
    pub mistaken: &'static [&'static str],
    /// The environment variables of which it needs one to be started with an empty folder of data.
    pub needs: &'static [&'static str],
}

const MYSQL_NEEDS: [&str; 11] = [
    "MYSQL_ROOT_PASSWORD",
    "MYSQL_ROOT_PASSWORD_FILE",
    "MYSQL_ALLOW_EMPTY_PASSWORD",
    "MYSQL_RANDOM_ROOT_PASSWORD",
    "MARIADB_ROOT_PASSWORD",
    "MARIADB_ROOT_PASSWORD_FILE",
    "MARIADB_ROOT_PASSWORD_HASH",
    "MARIADB_ROOT_PASSWORD_HASH_FILE",
    "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
    "MARIADB_RANDOM_ROOT_PASSWORD",
    "MARIADB_RANDOM_ROOT_PASSWORD_FILE",
];

const STORES: [Store; 11] = [
    Store {
        name: "postgres",
        ports: &[5432],
        data: "/var/lib/postgresql/data",
        mistaken: &["/var/lib/postgres", "/var/lib/postgres/data", "/var/lib/pgsql/data"],
        needs: &["POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE", "POSTGRES_HOST_AUTH_METHOD"],
    },
    Store {
        name: "mysql",
        ports: &[3306, 33060],
        data: "/var/lib/mysql",
        mistaken: &["/var/lib/mysql/data"],
        needs: MYSQL_NEEDS.split_at(4).0,
    },
    Store {
        name: "mariadb",
        ports: &[3306],
        data: "/var/lib/mysql",
        mistaken: &["/var/lib/mysql/data", "/var/lib/mariadb"],
        needs: &MYSQL_NEEDS,
    },
    Store { name: "mongo", ports: &[27017], data: "/data/db", mistaken: &["/data", "/var/lib/mongodb"], needs: &[] },
    Store { name: "redis", ports: &[6379], data: "", mistaken: &["/var/lib/redis"], needs: &[] },
    Store { name: "memcached", ports: &[11211], data: "", mistaken: &[], needs: &[] },
    Store { name: "couchdb", ports: &[5984], data: "/opt/couchdb/data", mistaken: &[], needs: &[] },
    Store { name: "cassandra", ports: &[9042], data: "/var/lib/cassandra", mistaken: &[], needs: &[] },
    Store { name: "neo4j", ports: &[7474, 7687], data: "/data", mistaken: &["/var/lib/neo4j/data"], needs: &[] },
    Store { name: "rabbitmq", ports: &[5672, 15672], data: "/var/lib/rabbitmq", mistaken: &[], needs: &[] },
    Store { name: "elasticsearch", ports: &[9200], data: "/usr/share/elasticsearch/data", mistaken: &[], needs: &[] },
];

impl<'t> Service<'t> {
    /// The data store that it runs from an official image, if it surely does, with that image.
    pub fn store(&self) -> Option<(&'static Store, Node<'t>)> {
        let image = self.image().filter(|_| self.absent(&["build"]))?;
        // The variable part is most often the version.
        let written = image.text();
        let name = if image.as_str().is_some() { written } else { written.split(['$', ':']).next()? };
        let official = Reference::parse(name.trim_end_matches(':'))?.official()?;
        STORES.iter().find(|store| store.name == official).map(|store| (store, image))
    }

    /// The variables without which the image that it runs does not start, with that image: of each group one. For SQL Server see
    /// <https://learn.microsoft.com/en-us/sql/linux/sql-server-linux-configure-environment-variables>; `CouchDB` needs an administrator
    /// since version 3, who may also stand in a file below `/opt/couchdb/etc`.
    pub fn required_variables(&self) -> Option<(Node<'t>, Vec<&'static [&'static str]>)> {
        if let Some((store, image)) = self.store() {
            let is_configured = || {
                let mut targets = self.mounts().into_iter().map(|mount| mount.target.and_then(|target| target.value()));
                targets.any(|target| target.is_none_or(|path| path.starts_with("/opt/couchdb/etc")))
            };
            let needs_admin =
                || store.name == "couchdb" && major(image).is_some_and(|major| major >= 3) && !is_configured();
            return match store.needs {
                [] if needs_admin() => Some((image, vec![&["COUCHDB_USER"], &["COUCHDB_PASSWORD"]])),
                [] => None,
                needs => Some((image, vec![needs])),
            };
        }
        let image = self.image().filter(|_| self.absent(&["build"]))?;
        let name = Reference::parse(image.as_str()?)?.canonical_name();
        (name == "mcr.microsoft.com/mssql/server")
            .then(|| (image, vec![&["ACCEPT_EULA"][..], &["MSSQL_SA_PASSWORD", "SA_PASSWORD"]]))
    }
}

/// The first number of an image's tag.
pub fn major(image: Node<'_>) -> Option<u32> {
    let tag = Reference::parse(image.as_str()?)?.tag?;
    let digits = tag.find(|c: char| !c.is_ascii_digit()).map_or(tag, |end| &tag[..end]);
    digits.parse().ok()
}
