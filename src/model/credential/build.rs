//! Which arguments of a build hold secrets, by their names and values
//! (<https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/>).

/// Words of a name that say that the value is a secret, as BuildKit has them.
const SECRET: [&str; 11] = [
    "apikey",
    "auth",
    "credential",
    "credentials",
    "password",
    "passwd",
    "passphrase",
    "pword",
    "pwd",
    "secret",
    "token",
];

/// Words before `key` that make a secret of it; many other keys are names of things.
const KEYS: [&str; 24] = [
    "access",
    "account",
    "admin",
    "api",
    "app",
    "auth",
    "aws",
    "client",
    "deploy",
    "encryption",
    "git",
    "hmac",
    "jwt",
    "license",
    "master",
    "private",
    "rsa",
    "secret",
    "service",
    "session",
    "shared",
    "signing",
    "ssh",
    "storage",
];

/// Words of a name that say that it is something about a secret, or no secret at all.
const HARMLESS: [&str; 40] = [
    "public",
    "pub",
    "file",
    "path",
    "dir",
    "folder",
    "url",
    "uri",
    "host",
    "port",
    "endpoint",
    "version",
    "id",
    "ids",
    "name",
    "username",
    "length",
    "size",
    "ttl",
    "expiry",
    "expiration",
    "timeout",
    "type",
    "kind",
    "ring",
    "server",
    "servers",
    "alg",
    "algo",
    "algorithm",
    "mode",
    "method",
    "enabled",
    "enable",
    "disable",
    "use",
    "user",
    "fingerprint",
    "gpg",
    "header",
];

/// Names that are known to hold no secret.
const KNOWN: [&str; 4] = ["SSH_AUTH_SOCK", "PWD", "OLDPWD", "GOAUTH"];

/// Whether the words of the name of a build argument, or of a variable of an image, say that it is a secret.
pub fn holds_build_secret(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(['_', '-']).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(word));
    // `DBPASSWORD`, `APITOKEN`.
    let ends = words.iter().any(|word| ["password", "passwd", "secret", "token"].iter().any(|end| word.ends_with(end)));
    let has_key = words.windows(2).any(|pair| pair[1] == "key" && KEYS.contains(&pair[0]));
    // Not secret by itself, but half of what is.
    let is_half = lower.ends_with("aws_access_key_id");
    is_half
        || (says(&SECRET) || ends || has_key)
            && !says(&HARMLESS)
            && !KNOWN.contains(&name)
            && !lower.starts_with("keycloak")
}

/// Whether a value is surely no secret: nothing, a path, a number, a switch or a word that stands for one.
pub fn is_harmless_value(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_placeholder = lower.starts_with(['<', '{', '%'])
        || ["xxx", "replace", "your", "placeholder", "example", "dummy"].iter().any(|word| lower.contains(word));
    value.is_empty()
        || value.starts_with(['/', '.', '~'])
        || value.contains("://") && !value.contains('@')
        || matches!(
            lower.as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "none" | "null" | "disabled" | "enabled"
        )
        || value.chars().all(|c| c.is_ascii_digit() || c == '.')
        || is_placeholder
}
