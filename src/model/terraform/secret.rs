//! Secrets that are written out in a configuration.

use crate::model::credential::{self, Verdict};
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

/// A secret that is written out.
#[derive(Clone, Debug)]
pub struct WrittenSecret<'t> {
    /// The argument, or the entry of an object, that holds it.
    pub entry: Entry<'t>,
    /// How sure it is that somebody uses it.
    pub verdict: Verdict,
}

/// Whether an argument of this name holds a secret.
pub fn is_secret_argument(name: &str) -> bool {
    SECRET_ARGUMENTS.binary_search(&name).is_ok()
}

/// What is written out in a body and in all blocks and objects within it: values of arguments that hold secrets, and credentials of a
/// known format anywhere.
pub fn written_secrets(body: Node<'_>) -> Vec<WrittenSecret<'_>> {
    let mut found: Vec<_> = body
        .written()
        .flat_map(Node::own_entries)
        .filter_map(|entry| Some(WrittenSecret { entry, verdict: judge(entry.key.text(), entry.value.as_str()?)? }))
        .collect();
    found.sort_by_key(|secret| secret.entry.key.span());
    found
}

fn judge(argument: &str, value: &str) -> Option<Verdict> {
    if is_secret_argument(argument) {
        // A provider's arguments say more surely than words in a name do that the value is a secret.
        return credential::judge("password", value);
    }
    credential::find(value).map(Verdict::Known)
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
        for text in ["", "xxxxxxxx", "changeme", "<password>", "****", "${var.x}", "/run/secrets/x", "your-password"] {
            assert_eq!(judge("password", text), None, "{text}");
        }
        assert_eq!(judge("password", "Tr0ub4dor&3x"), Some(Verdict::Secret));
        assert_eq!(judge("shared_key", "hunter"), Some(Verdict::Weak));
        assert_eq!(judge("name", "Tr0ub4dor&3x"), None);
    }
}
