//! Files that hold secrets, by their names.

/// Names of files that are there to hold a secret.
const NAMES: [&str; 20] = [
    ".env",
    ".env.local",
    ".env.prod",
    ".env.production",
    ".pypirc",
    ".netrc",
    ".git-credentials",
    ".htpasswd",
    "id_rsa",
    "id_ed25519",
    "id_ecdsa",
    "kubeconfig",
    "credentials.json",
    "master.key",
    "private.key",
    "server.key",
    "client.key",
    "tls.key",
    "ssl.key",
    "terraform.tfstate",
];

/// Whether a file of this path is surely there to hold a secret, by its name.
pub fn is_secret_file(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_private_key = ends_with(name, &["pem"]) && name.contains("key") && !name.contains("pub");
    let is_store = ends_with(name, &["p12", "pfx", "tfvars"]);
    let is_account = name.starts_with("service-account") && ends_with(name, &["json"]);
    NAMES.contains(&name)
        || is_private_key
        || is_store
        || is_account
        || matches!(name, ".aws" | ".ssh")
        || path.ends_with(".aws/credentials")
        || path.ends_with(".docker/config.json")
}

/// Whether the part of a name after its last dot is one of these.
fn ends_with(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}
