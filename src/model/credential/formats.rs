//! The formats of tokens that are made to be recognised.
//!
//! Each row is what the issuer documents or what its tokens have looked like up to November 2025; lengths are of the part after the prefix.
//! Sources: GitHub Docs "About authentication to GitHub", GitLab Docs "Token overview", AWS IAM "Unique identifiers", Slack "Token
//! types", Stripe "API keys", npm "About access tokens", `PyPI` "API token", `HashiCorp` Vault "Token prefixes", `DigitalOcean` "Token prefixes",
//! RFC 7519 (JSON Web Token), RFC 7468 (PEM), and the list of GitHub's "Supported secret scanning patterns".

use std::ops::RangeInclusive;

use super::Credential;
use super::placeholder::is_made_up;

/// Which bytes may follow a prefix.
#[derive(Clone, Copy)]
enum Alphabet {
    /// Letters and digits.
    Alphanumeric,
    /// Upper-case letters and the digits 2 to 7.
    Base32,
    /// Digits and lower-case letters up to `f`.
    Hex,
    /// Letters, digits, `-` and `_`.
    Base64Url,
    /// Letters, digits, `+`, `/` and `=`.
    Base64,
    /// Letters, digits, `-`, `_` and `.`.
    Dotted,
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Alphabet::Alphanumeric => byte.is_ascii_alphanumeric(),
            Alphabet::Base32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Alphabet::Hex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Alphabet::Base64Url => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
            Alphabet::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
            Alphabet::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'),
        }
    }
}

/// A format: a prefix and so many bytes of an alphabet.
struct Format(&'static str, &'static str, Alphabet, RangeInclusive<usize>);

/// The longest that a token may be.
const LONG: usize = 4_096;

static FORMATS: [Format; 51] = [
    Format("an AWS access key id", "AKIA", Alphabet::Base32, 16..=16),
    Format("an AWS access key id", "ASIA", Alphabet::Base32, 16..=16),
    Format("a GitHub token", "ghp_", Alphabet::Alphanumeric, 36..=255),
    Format("a GitHub token", "gho_", Alphabet::Alphanumeric, 36..=255),
    Format("a GitHub token", "ghu_", Alphabet::Alphanumeric, 36..=255),
    Format("a GitHub token", "ghs_", Alphabet::Alphanumeric, 36..=255),
    Format("a GitHub token", "ghr_", Alphabet::Alphanumeric, 36..=255),
    Format("a GitHub token", "github_pat_", Alphabet::Base64Url, 82..=255),
    Format("a GitLab token", "glpat-", Alphabet::Dotted, 20..=300),
    Format("a GitLab deploy token", "gldt-", Alphabet::Base64Url, 20..=300),
    Format("a GitLab runner token", "glrt-", Alphabet::Dotted, 20..=300),
    Format("a GitLab trigger token", "glptt-", Alphabet::Base64Url, 20..=300),
    Format("a Slack token", "xoxb-", Alphabet::Base64Url, 24..=255),
    Format("a Slack token", "xoxp-", Alphabet::Base64Url, 24..=255),
    Format("a Slack token", "xoxa-", Alphabet::Base64Url, 24..=255),
    Format("a Slack token", "xoxr-", Alphabet::Base64Url, 24..=255),
    Format("a Slack app token", "xapp-1-", Alphabet::Base64Url, 40..=255),
    Format("a Stripe key", "sk_live_", Alphabet::Alphanumeric, 24..=247),
    Format("a Stripe key", "rk_live_", Alphabet::Alphanumeric, 24..=247),
    Format("a Google API key", "AIza", Alphabet::Base64Url, 35..=35),
    Format("a Google OAuth client secret", "GOCSPX-", Alphabet::Base64Url, 28..=28),
    Format("an npm token", "npm_", Alphabet::Alphanumeric, 36..=36),
    Format("a PyPI token", "pypi-AgEIcHlwaS5vcmc", Alphabet::Base64Url, 50..=LONG),
    Format("a RubyGems token", "rubygems_", Alphabet::Hex, 48..=48),
    Format("a Docker Hub token", "dckr_pat_", Alphabet::Base64Url, 27..=36),
    Format("a Docker Hub token", "dckr_oat_", Alphabet::Base64Url, 27..=36),
    Format("a Vault token", "hvs.", Alphabet::Base64Url, 24..=LONG),
    Format("a Vault token", "hvb.", Alphabet::Base64Url, 100..=LONG),
    Format("a DigitalOcean token", "dop_v1_", Alphabet::Hex, 64..=64),
    Format("a DigitalOcean token", "doo_v1_", Alphabet::Hex, 64..=64),
    Format("an OpenAI key", "sk-proj-", Alphabet::Base64Url, 40..=LONG),
    Format("an OpenAI key", "sk-svcacct-", Alphabet::Base64Url, 40..=LONG),
    Format("an Anthropic key", "sk-ant-api03-", Alphabet::Base64Url, 80..=120),
    Format("an Anthropic key", "sk-ant-admin01-", Alphabet::Base64Url, 80..=120),
    Format("a Hugging Face token", "hf_", Alphabet::Alphanumeric, 34..=34),
    Format("a Twilio key", "SK", Alphabet::Hex, 32..=32),
    Format("a SendGrid key", "SG.", Alphabet::Dotted, 66..=66),
    Format("an age private key", "AGE-SECRET-KEY-1", Alphabet::Alphanumeric, 58..=58),
    Format("a Databricks token", "dapi", Alphabet::Hex, 32..=32),
    Format("an Atlassian token", "ATATT3xFfGF0", Alphabet::Base64Url, 150..=250),
    Format("a Shopify token", "shpat_", Alphabet::Hex, 32..=32),
    Format("a Grafana token", "glsa_", Alphabet::Base64Url, 41..=41),
    Format("a Grafana Cloud token", "glc_eyJ", Alphabet::Base64, 32..=LONG),
    Format("a Pulumi token", "pul-", Alphabet::Hex, 40..=40),
    Format("a New Relic key", "NRAK-", Alphabet::Alphanumeric, 27..=27),
    Format("a Postman key", "PMAK-", Alphabet::Base64Url, 59..=59),
    Format("a Linear key", "lin_api_", Alphabet::Alphanumeric, 40..=40),
    Format("a Tailscale key", "tskey-auth-", Alphabet::Base64Url, 20..=80),
    Format("a PlanetScale token", "pscale_tkn_", Alphabet::Dotted, 32..=64),
    Format("a storage account key of Azure", "AccountKey=", Alphabet::Base64, 88..=88),
    Format("a Slack webhook", "https://hooks.slack.com/services/T", Alphabet::Base64, 40..=80),
];

/// The fewest bytes that a token of any format has.
const SHORTEST: usize = 20;

const _: () = {
    let mut at = 0;
    while at < FORMATS.len() {
        assert!(FORMATS[at].1.len() + *FORMATS[at].3.start() >= SHORTEST);
        at += 1;
    }
};

/// The first token or private key in a text.
pub(super) fn find(text: &str) -> Option<Credential> {
    if !has_long_word(text) {
        return None;
    }
    FORMATS.iter().find_map(|format| token(text, format)).or_else(|| web_token(text)).or_else(|| private_key(text))
}

/// Whether there are as many bytes in a row as the shortest token has. Most texts have not, which one look tells for all formats.
fn has_long_word(text: &str) -> bool {
    let mut length = 0;
    text.len() >= SHORTEST
        && text.bytes().any(|byte| {
            length = if byte.is_ascii_graphic() { length + 1 } else { 0 };
            length == SHORTEST
        })
}

/// The first token of one format that stands by itself and is not plainly made up.
fn token(text: &str, Format(what, prefix, alphabet, length): &Format) -> Option<Credential> {
    let bytes = text.as_bytes();
    for (start, _) in text.match_indices(prefix) {
        let body_start = start + prefix.len();
        let body = bytes[body_start..].iter().take_while(|byte| alphabet.has(**byte)).count();
        let stands_alone =
            start == 0 || !(bytes[start - 1].is_ascii_alphanumeric() || matches!(bytes[start - 1], b'_' | b'-'));
        let next = bytes.get(body_start + body);
        let ends = !next.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if stands_alone && ends && length.contains(&body) && !is_made_up(&text[body_start..body_start + body]) {
            return Some(Credential { what, range: start..body_start + body });
        }
    }
    None
}

/// A signed JSON Web Token: three parts of which two are JSON objects, so that both begin with `eyJ`. The example of jwt.io and tokens
/// that say of themselves that they are public are none.
fn web_token(text: &str) -> Option<Credential> {
    for (start, _) in text.match_indices("eyJ") {
        let rest = &text[start..];
        let length = rest.bytes().take_while(|byte| Alphabet::Dotted.has(*byte)).count();
        let mut parts = rest[..length].split('.');
        let (Some(head), Some(body), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        // `{"sub":"1234567890","name":"John Do` of jwt.io; `"iss":"supabase-demo"`; `"role":"anon"`.
        let known = [
            "eyJzdWIiOiIxMjM0NTY3ODkwIiwi",
            "c3VwYWJhc2UtZGVtbyI",
            "InJvbGUiOiJhbm9uI",
            "yb2xlIjoiYW5vbi",
            "cm9sZSI6ImFub24i",
        ];
        let is_public = known.iter().any(|known| body.contains(known));
        if head.len() >= 16 && body.starts_with("eyJ") && signature.len() >= 27 && !is_public && !is_made_up(signature)
        {
            return Some(Credential { what: "a JSON Web Token", range: start..start + length });
        }
    }
    None
}

/// A private key in PEM with its content.
fn private_key(text: &str) -> Option<Credential> {
    const END: &str = "PRIVATE KEY-----";
    for (start, _) in text.match_indices("-----BEGIN ") {
        let label = &text[start + 11..];
        let Some(end) = label.find(END).filter(|end| *end <= 16) else { continue };
        let after = start + 11 + end + END.len();
        let is_content =
            |byte: &u8| Alphabet::Base64.has(*byte) || matches!(byte, b'\n' | b'\r' | b' ' | b'\t' | b'\\');
        let content = text.as_bytes()[after..].iter().take_while(|byte| is_content(byte)).count();
        let content = &text[after..after + content];
        if content.len() >= 64 && !is_made_up(content.trim()) {
            return Some(Credential { what: "a private key", range: start..after });
        }
    }
    None
}
