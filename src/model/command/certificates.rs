//! How programs are told to take any certificate.
//!
//! Facts: the manuals of curl(1), wget(1), git-config(1) (`http.sslVerify`), apt.conf(5), dnf.conf(5) and yum.conf(5), and the references
//! of the configuration of pip, uv, npm, Yarn, conda and Composer; Node.js, "Command-line options", `NODE_TLS_REJECT_UNAUTHORIZED`;
//! Python, PEP 493; Cargo, "Configuration", `http.check-revoke`.

use super::{Command, TextRange};
use crate::model::packages::{self, Manager, NO, YES};

/// Variables that turn the check off, and whether they do so by saying no.
const VARIABLES: [(&str, bool); 8] = [
    ("GIT_SSL_NO_VERIFY", false),
    ("NODE_TLS_REJECT_UNAUTHORIZED", true),
    ("NPM_CONFIG_STRICT_SSL", true),
    ("PYTHONHTTPSVERIFY", true),
    ("npm_config_strict_ssl", true),
    ("YARN_ENABLE_STRICT_SSL", true),
    ("YARN_STRICT_SSL", true),
    ("CARGO_HTTP_CHECK_REVOKE", true),
];

/// Whether a variable of the environment with this value makes a program take any certificate.
pub fn is_unchecked_by(name: &str, value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    if name == "PIP_TRUSTED_HOST" {
        return !value.is_empty() && !is_local(&value);
    }
    VARIABLES.iter().any(|(known, by_no)| {
        *known == name && if *by_no { NO.contains(&value.as_str()) } else { YES.contains(&value.as_str()) }
    })
}

/// The word that makes a command, or those that come after it, take any certificate; the whole command where that is in the middle of a
/// word. Addresses of the machine itself do not count.
pub fn unchecked(command: &Command<'_>) -> Option<TextRange> {
    let arguments = command.parsed();
    let option = |names: &[&str]| arguments.option(names).map(|option| option.range);
    let setting = |name: &str, values: &[&str]| setting(command, name, values);
    match command.name()? {
        "curl" | "wget" => {
            let names: &[&str] = if command.is_any(&["curl"]) { &["k", "insecure"] } else { &["no-check-certificate"] };
            let web = |word: &str| word.contains("://") && !is_local(word);
            let is_remote = arguments.operands.iter().any(|word| web(&word.prefix) || word.value.is_none());
            option(names).filter(|_| is_remote)
        }
        "pip" | "pip3" | "uv" => {
            let hosts = arguments.option(&["trusted-host", "allow-insecure-host"])?;
            hosts.value.is_some_and(|host| host.text.is_some_and(|host| !is_local(host))).then_some(hosts.range)
        }
        "git" => setting("http.sslVerify", &NO),
        "npm" | "yarn" | "pnpm" => setting("strict-ssl", &NO).or_else(|| setting("enableStrictSsl", &NO)),
        "conda" | "mamba" => setting("ssl_verify", &NO),
        "composer" => setting("disable-tls", &YES),
        _ => match Manager::of(command)? {
            Manager::Dnf => setting("sslverify", &NO).or_else(|| {
                let calls = packages::calls(std::slice::from_ref(command)).any(|call| call.sets("sslverify", &NO));
                calls.then_some(command.range)
            }),
            Manager::Apt => setting("Acquire::https::Verify-Peer", &NO),
            _ => None,
        },
    }
}

/// The word that gives a setting one of these values: `name value`, `name=value` or `--name=value`.
fn setting(command: &Command<'_>, name: &str, values: &[&str]) -> Option<TextRange> {
    let mut words = command.arguments.iter().zip(command.arguments.iter().skip(1));
    let apart = words.find(|(key, value)| key.is(name) && value.as_str().is_some_and(|value| values.contains(&value)));
    let together = command.arguments.iter().find(|word| {
        let pair = word.as_str().and_then(|text| text.trim_start_matches('-').split_once('='));
        pair.is_some_and(|(key, value)| key.eq_ignore_ascii_case(name) && values.contains(&value.trim_matches('"')))
    });
    apart.map(|(key, _)| key.range).or(together.map(|word| word.range))
}

/// Whether an address or the name of a host is that of the machine itself.
fn is_local(text: &str) -> bool {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest).split(['/', ':']).next().unwrap_or_default();
    host == "localhost" || host == "[" || host.starts_with("127.") || host == "0.0.0.0"
}

#[cfg(test)]
mod tests {
    use super::{is_unchecked_by, unchecked};
    use crate::model::command::commands;
    use crate::syntax::shell::{Dialect, parse};

    #[test]
    fn words_that_take_any_certificate_are_found() {
        for (script, wanted) in [
            ("curl -fsSLk https://a.io", Some("-fsSLk")),
            ("wget --no-check-certificate $URL", Some("--no-check-certificate")),
            ("curl -k https://localhost:8443", None),
            ("pip install --trusted-host a.io b", Some("--trusted-host")),
            ("git config --global http.sslVerify false", Some("http.sslVerify")),
            ("git -c http.sslverify=false clone https://a.io", Some("http.sslverify=false")),
            ("npm config set strict-ssl true", None),
            ("yum install --setopt=sslverify=0 a", Some("yum install --setopt=sslverify=0 a")),
            ("tar -k x", None),
        ] {
            let all = commands(&parse(script, Dialect::Sh), script);
            assert_eq!(unchecked(&all[0]).map(|range| range.of(script)), wanted, "{script}");
        }
    }

    #[test]
    fn variables_that_take_any_certificate_are_known() {
        assert!(is_unchecked_by("NODE_TLS_REJECT_UNAUTHORIZED", "0") && is_unchecked_by("GIT_SSL_NO_VERIFY", "True"));
        assert!(is_unchecked_by("PIP_TRUSTED_HOST", "a.io") && !is_unchecked_by("PIP_TRUSTED_HOST", "127.0.0.1"));
        assert!(!is_unchecked_by("NODE_TLS_REJECT_UNAUTHORIZED", "1") && !is_unchecked_by("GIT_SSL_NO_VERIFY", ""));
    }
}
