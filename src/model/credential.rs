//! Credentials in text, told by their value first and by the name of what holds them second.
//!
//! [`find`] knows the formats of tokens that are built to be recognised, private keys, and URLs with a password. [`judge`] is for the value of
//! something with a name, such as an environment variable: there a name that says "password" makes an otherwise meaningless literal a
//! credential, and values that are only stand-ins are told from real ones.

mod arguments;
mod build;
mod files;
mod formats;
mod placeholder;

use std::ops::Range;

pub use arguments::{GivenSecret, given_secrets, given_to};
pub use build::{holds_build_secret, is_harmless_value};
pub use files::is_secret_file;
pub use placeholder::{is_variable_name, looks_like_placeholder};

/// A credential in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credential {
    /// What it is, with its article: `a GitHub token`.
    pub what: &'static str,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// How sure it is that a value is a secret that somebody uses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// A value of a known format: whoever reads it can use it.
    Known(Credential),
    /// A literal under a sensitive name that looks made up by a generator or with care.
    Secret,
    /// A literal under the name of a password that is a word or a well-known default, such as everyone develops with.
    Weak,
}

/// The first credential of a known format in a text.
pub fn find(text: &str) -> Option<Credential> {
    formats::find(text).or_else(|| url_password(text))
}

/// What the value of something with this name is; `None` where nothing is wrong with it being written down.
pub fn judge(name: &str, value: &str) -> Option<Verdict> {
    let value = value.trim();
    if is_public_name(name) {
        return None;
    }
    if let Some(credential) = find(value) {
        return Some(Verdict::Known(credential));
    }
    if !is_sensitive_name(name) || !placeholder::is_literal_secret(value) || repeats_name(name, value) {
        return None;
    }
    if placeholder::looks_generated(value) {
        return Some(Verdict::Secret);
    }
    // A word can be a password; a secret, token or key that is a word is the name of one.
    let is_password = words(name).last().is_some_and(|last| {
        matches!(last.as_str(), "password" | "passwd" | "passphrase" | "pgpassword" | "requirepass" | "masterauth")
    });
    is_password.then_some(Verdict::Weak)
}

/// Whether a value only says again what it is for: `GITHUB_TOKEN` or `my-github-token` under `GITHUB_TOKEN`.
fn repeats_name(name: &str, value: &str) -> bool {
    let letters = |text: &str| {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()).collect::<Vec<u8>>()
    };
    let (name, value) = (letters(name), letters(value));
    // `PASSWORD: password` is the one such value that people really use.
    name.len() > 8 && value.windows(name.len()).any(|window| window == name)
}

/// A value with all but its beginning hidden, for messages.
pub fn masked(value: &str) -> String {
    let count = value.chars().count();
    let shown = if count >= 16 { 4 } else { 0 };
    let start: String = value.chars().take(shown).collect();
    format!("{start}***")
}

/// How the names of things end that hold secrets, as words in lower case. A longer name that only contains one of them
/// (`PASSWORD_FILE`, `TOKEN_TTL`) is about a secret and does not hold it.
const SENSITIVE: [&[&str]; 25] = [
    &["password"],
    &["passwd"],
    &["passphrase"],
    &["secret"],
    &["token"],
    &["credentials"],
    &["apikey"],
    &["api", "key"],
    &["access", "key"],
    &["accesskey"],
    &["secret", "key"],
    &["secretkey"],
    &["private", "key"],
    &["privatekey"],
    &["encryption", "key"],
    &["signing", "key"],
    &["auth", "key"],
    &["account", "key"],
    &["secret", "key", "base"],
    // Of the clients of PostgreSQL, MySQL and Redis, and of the server of Redis.
    &["pgpassword"],
    &["mysql", "pwd"],
    &["rediscli", "auth"],
    &["requirepass"],
    &["masterauth"],
    &["webhook", "secret"],
];

/// Words in a name that say that the value is meant to be public, or is only the name of a secret.
const PUBLIC: [&str; 12] = [
    "public",
    "publishable",
    "anon",
    "pull",
    "csrf",
    "xsrf",
    "cancellation",
    "example",
    "fake",
    "dummy",
    "mock",
    "stop",
];

/// Whether something of this name holds a secret: `DB_PASSWORD`, `apiKey`, `client-secret`.
pub fn is_sensitive_name(name: &str) -> bool {
    let words = words(name);
    SENSITIVE.iter().any(|ending| words.len() >= ending.len() && words[words.len() - ending.len()..] == **ending)
}

/// Ends of names that credentials of clouds have, besides those of all others.
const OF_CLOUDS: [&[&str]; 6] =
    [&["access", "key", "id"], &["key", "content"], &["connection", "string"], &["bearer"], &["credential"], &["pwd"]];

/// Whether something of this name may hold a credential, as far as a name can tell: `OCI_CLI_KEY_CONTENT` and `AZURE_BATCH_KEY` as well.
pub fn is_credential_name(name: &str) -> bool {
    let words = words(name);
    let ends_with = |ending: &[&str]| words.len() >= ending.len() && words[words.len() - ending.len()..] == *ending;
    let is_of_cloud = words.first().is_some_and(|first| ["aws", "azure", "oci", "gcp"].contains(&first.as_str()));
    !is_public_name(name)
        && (is_sensitive_name(name) || OF_CLOUDS.iter().any(|end| ends_with(end)) || is_of_cloud && ends_with(&["key"]))
}

fn is_public_name(name: &str) -> bool {
    words(name).iter().any(|word| PUBLIC.contains(&word.as_str()))
}

/// The words of a name in lower case: `dbPassword`, `DB_PASSWORD` and `db-password` alike.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = '_';
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            before = '_';
            continue;
        }
        let begins = before == '_' || letter.is_uppercase() && before.is_lowercase();
        match words.last_mut() {
            Some(word) if !begins => word.extend(letter.to_lowercase()),
            _ => words.push(letter.to_lowercase().collect()),
        }
        before = letter;
    }
    words
}

/// The password of a URL with one: `scheme://user:password@host` (RFC 3986, section 3.2.1).
fn url_password(text: &str) -> Option<Credential> {
    let mut from = 0;
    while let Some(at) = text[from..].find("://").map(|at| from + at) {
        let start = at + 3;
        from = start;
        let scheme =
            text[..at].bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(byte)).count();
        let end = text[start..].find(['/', '?', '#', ' ', '\n', '\t', '"', '\'', '<', '>', ',', ';', '\\', '`']);
        let authority = &text[start..end.map_or(text.len(), |end| start + end)];
        let Some((userinfo, host)) = authority.rsplit_once('@') else { continue };
        let Some((user, password)) = userinfo.split_once(':') else { continue };
        let is_password = scheme > 0 && !host.is_empty() && placeholder::is_literal_secret(password);
        // `postgres://postgres:postgres@db` and hosts of the machine itself are what everyone develops with.
        if is_password && placeholder::looks_generated(password) && !is_example_host(host) {
            let start = start + user.len() + 1;
            return Some(Credential { what: "a password in a URL", range: start..start + password.len() });
        }
    }
    None
}

/// Hosts that are the machine itself or are reserved for examples (RFC 2606, RFC 6761).
fn is_example_host(host: &str) -> bool {
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    let reserved = ["example", "test", "invalid", "localhost"];
    host.starts_with("127.")
        || host == "host"
        || reserved.iter().any(|name| host == *name || host.ends_with(&format!(".{name}")))
        || ["example.com", "example.org", "example.net"]
            .iter()
            .any(|name| host == *name || host.ends_with(&format!(".{name}")))
}

#[cfg(test)]
mod tests;
