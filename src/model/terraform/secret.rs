//! Which arguments hold secrets, by their names.

use crate::tree::{Entry, Node};

/// Arguments of resources and providers that hold a secret wherever they stand.
const SECRET_ARGUMENTS: [&str; 22] = [
    "access_key",
    "account_key",
    "admin_password",
    "administrator_login_password",
    "administrator_password",
    "api_key",
    "api_token",
    "auth_token",
    "client_secret",
    "encryption_key",
    "master_password",
    "password",
    "primary_access_key",
    "private_key",
    "private_key_pem",
    "root_password",
    "sas_token",
    "secret_key",
    "secret_string",
    "shared_key",
    "token",
    "user_password",
];

/// Whether an argument of this name holds a secret.
pub fn is_secret_argument(name: &str) -> bool {
    SECRET_ARGUMENTS.binary_search(&name).is_ok()
}

/// Words that stand in for a secret in examples and local set-ups.
const STAND_INS: [&str; 14] = [
    "changeme",
    "change-me",
    "change_me",
    "dummy",
    "example",
    "fake",
    "localstack",
    "minioadmin",
    "mock",
    "placeholder",
    "redacted",
    "replace",
    "todo",
    "your",
];

/// Whether a text is written where a secret has to be put in, and is none itself: too short, a reminder, a path or a reference.
pub fn is_stand_in(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_repeated = text.chars().all(|c| text.starts_with(c));
    text.len() < 4
        || is_repeated
        || matches!(
            lower.as_str(),
            "test" | "none" | "null" | "true" | "false" | "foobar" | "secret" | "password" | "token"
        )
        || STAND_INS.iter().any(|word| lower.contains(word))
        || lower.contains("xxx")
        || text.starts_with(['<', '/', '~', '$', '%', '{', '*'])
        || ["arn:", "ssm:", "vault:", "projects/", "op://", "https://", "http://"]
            .iter()
            .any(|start| lower.starts_with(start))
}

/// The arguments in a body, and in all blocks and objects within it, that hold a secret written out in the text.
pub fn written_secrets(body: Node<'_>) -> Vec<Entry<'_>> {
    let mut found = Vec::new();
    let mut pending = vec![body];
    while let Some(node) = pending.pop() {
        pending.extend(node.items());
        for entry in node.own_entries() {
            let is_written = entry.value.as_str().is_some_and(|text| !is_stand_in(text));
            if is_written && is_secret_argument(entry.key.text()) {
                found.push(entry);
            }
            pending.push(entry.value);
        }
    }
    found.sort_by_key(|entry| entry.key.span());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(SECRET_ARGUMENTS.is_sorted());
        assert!(is_secret_argument("master_password") && !is_secret_argument("password_length"));
    }

    #[test]
    fn stand_ins_are_no_secrets() {
        for text in [
            "",
            "xxxxxxxx",
            "changeme",
            "<password>",
            "****",
            "${var.x}",
            "/run/secrets/x",
            "your-password",
            "aaaaaaaa",
            "test",
        ] {
            assert!(is_stand_in(text), "{text}");
        }
        assert!(!is_stand_in("Tr0ub4dor&3") && !is_stand_in("hunter2!"));
    }
}
