//! What is known of Docker's official images.

use crate::model::image::Reference;

/// Official images whose Dockerfiles have no `HEALTHCHECK`, as of 2026-11. It is a policy of the Docker Official Images programme not
/// to add health checks (<https://github.com/docker-library/cassandra/pull/76#issuecomment-246054271>); the list keeps to images that
/// Compose files wait for.
const WITHOUT_HEALTH_CHECK: [&str; 44] = [
    "adminer",
    "alpine",
    "busybox",
    "caddy",
    "cassandra",
    "couchdb",
    "debian",
    "drupal",
    "eclipse-mosquitto",
    "eclipse-temurin",
    "elasticsearch",
    "fedora",
    "ghost",
    "golang",
    "haproxy",
    "httpd",
    "influxdb",
    "joomla",
    "kibana",
    "logstash",
    "mariadb",
    "memcached",
    "mongo",
    "mongo-express",
    "mysql",
    "nats",
    "neo4j",
    "nextcloud",
    "nginx",
    "node",
    "openjdk",
    "php",
    "postgres",
    "python",
    "rabbitmq",
    "redis",
    "redmine",
    "registry",
    "ruby",
    "rust",
    "tomcat",
    "traefik",
    "ubuntu",
    "wordpress",
];

/// Health checks that the official images bring the tools for, as commands.
const TESTS: [(&str, &[&str]); 6] = [
    ("mariadb", &["healthcheck.sh", "--connect", "--innodb_initialized"]),
    ("mongo", &["mongosh", "--quiet", "--eval", "db.runCommand('ping').ok"]),
    ("mysql", &["mysqladmin", "ping", "-h", "127.0.0.1"]),
    ("postgres", &["pg_isready", "-U", "postgres"]),
    ("rabbitmq", &["rabbitmq-diagnostics", "-q", "ping"]),
    ("redis", &["redis-cli", "ping"]),
];

/// The name of an official image: `postgres` for `docker.io/library/postgres:16`.
fn name(image: &str) -> Option<&str> {
    Reference::parse(image)?.official()
}

/// Whether an image is an official one that surely has no health check.
pub fn lacks_health_check(image: &str) -> bool {
    name(image).is_some_and(|name| WITHOUT_HEALTH_CHECK.binary_search(&name).is_ok())
}

/// A health check for an official image: the command and its arguments. Releases that are too old to bring the tool have none.
pub fn health_test(image: &str) -> Option<&'static [&'static str]> {
    let reference = Reference::parse(image)?;
    let name = reference.official()?;
    let is_old = match name {
        "mongo" => reference.tag.is_some_and(|tag| tag.starts_with(['2', '3', '4'])),
        "mariadb" => reference
            .tag
            .is_some_and(|tag| ["5", "10.0", "10.1", "10.2", "10.3"].iter().any(|old| is_release(tag, old))),
        _ => false,
    };
    let (_, test) = TESTS.iter().find(|(known, _)| *known == name && !is_old)?;
    Some(test)
}

/// Whether a tag is one of a release: `10.3-focal` and `10.3.39` are of `10.3`.
fn is_release(tag: &str, release: &str) -> bool {
    tag.strip_prefix(release).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

#[cfg(test)]
mod tests {
    use super::{WITHOUT_HEALTH_CHECK, lacks_health_check, name};

    #[test]
    fn the_table_is_sorted() {
        assert!(WITHOUT_HEALTH_CHECK.is_sorted());
    }

    #[test]
    fn only_images_of_the_official_library_are_official() {
        assert_eq!(name("docker.io/library/postgres:16"), Some("postgres"));
        assert!(lacks_health_check("redis") && lacks_health_check("library/redis:7"));
        for other in ["bitnami/redis", "localhost:5000/redis", "ghcr.io/library/redis", "redis-stack"] {
            assert!(!lacks_health_check(other), "{other}");
        }
    }
}
