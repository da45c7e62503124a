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

/// Health checks that the official images bring the tools for, as the `test` of a Compose file.
const TESTS: [(&str, &str); 7] = [
    ("mariadb", r#"["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]"#),
    ("mongo", r#"["CMD", "mongosh", "--quiet", "--eval", "db.runCommand('ping').ok"]"#),
    ("mysql", r#"["CMD", "mysqladmin", "ping", "-h", "127.0.0.1"]"#),
    ("postgres", r#"["CMD", "pg_isready", "-U", "postgres"]"#),
    ("rabbitmq", r#"["CMD", "rabbitmq-diagnostics", "-q", "ping"]"#),
    ("redis", r#"["CMD", "redis-cli", "ping"]"#),
    ("traefik", r#"["CMD", "traefik", "healthcheck", "--ping"]"#),
];

/// The name of an official image: `postgres` for `docker.io/library/postgres:16`.
fn name(image: &str) -> Option<&str> {
    Reference::parse(image)?.official()
}

/// Whether an image is an official one that surely has no health check.
pub fn lacks_health_check(image: &str) -> bool {
    name(image).is_some_and(|name| WITHOUT_HEALTH_CHECK.binary_search(&name).is_ok())
}

/// A health check for an official image, as the value of `test` in a Compose file.
pub fn health_test(image: &str) -> Option<&'static str> {
    let name = name(image)?;
    TESTS.iter().find(|(known, _)| *known == name).map(|(_, test)| *test)
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
