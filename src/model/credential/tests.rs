use super::*;

/// The kind of credential in a text. Tokens are put together from pieces, so that no scanner takes this file for a leak.
fn what(pieces: &[&str]) -> Option<&'static str> {
    find(&pieces.concat()).map(|credential| credential.what)
}

#[test]
fn tokens_are_known_by_their_format() {
    let random = "Qk3vZ8xT1mNc5RwY7bLd2HsG9jPf4KaU6eWq0oVi";
    let hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    assert_eq!(what(&["key: AKIA", "Y3FZ6QK7L2WM5RTB"]), Some("an AWS access key id"));
    assert_eq!(what(&["ghp_", &random[..36]]), Some("a GitHub token"));
    assert_eq!(what(&["glpat-", &random[..20]]), Some("a GitLab token"));
    assert_eq!(what(&["xoxb-", "730191371696-1413868247813-", &random[..24]]), Some("a Slack token"));
    assert_eq!(what(&["sk_live_", &random[..24]]), Some("a Stripe key"));
    assert_eq!(what(&["AIza", &random[..35]]), Some("a Google API key"));
    assert_eq!(what(&["npm_", &random[..36]]), Some("an npm token"));
    assert_eq!(what(&["dop_v1_", hex]), Some("a DigitalOcean token"));
    assert_eq!(what(&["SG.", &random[..22], ".", random, "abc"]), Some("a SendGrid key"));
    assert_eq!(what(&["hvs.", random]), Some("a Vault token"));
    assert_eq!(what(&["eyJhbGciOiJIUzI1NiJ9.", "eyJpc3MiOiJhY21lIn0.", random]), Some("a JSON Web Token"));
    let pem = format!("{}{} PRIVATE KEY-----\n{random}{random}\n", "-----BEGIN ", "RSA");
    assert_eq!(what(&[&pem]), Some("a private key"));
    let connection =
        format!("DefaultEndpointsProtocol=https;AccountKey={}{}==;", random, &format!("{random}{random}")[..46]);
    assert_eq!(what(&[&connection]), Some("a storage account key of Azure"));
    // The key of the emulator, in two parts so that nobody takes it for a real one.
    let emulator =
        ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50u", "SRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="].concat();
    assert_eq!(what(&[&format!("AccountName=devstoreaccount1;AccountKey={emulator}")]), None);
    assert_eq!(judge("account-access-key", &emulator), None);
    let text = format!("postgres://app:{}@db.acme.io/app", &random[..12]);
    let found = find(&text);
    assert_eq!(
        found.as_ref().map(|found| (found.what, &text[found.range.clone()])),
        Some(("a password in a URL", &random[..12]))
    );
}

#[test]
fn examples_and_stand_ins_are_none() {
    for text in [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "sk_live_000000000000000000000000",
        "npm_package_config_something_else",
        "SKIP_0123456789abcdef0123456789abcdef",
        "-----BEGIN RSA PRIVATE KEY-----",
        "grep -q '-----BEGIN PRIVATE KEY-----' file",
        "postgres://postgres:postgres@db:5432/app",
        "https://user:${TOKEN}@github.com/a/b",
        "https://user:pass@example.com",
        "https://git@github.com/a:b@c",
        "redis://:password@localhost",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn names_that_end_in_a_secret_hold_one() {
    for name in [
        "PASSWORD",
        "DB_PASSWORD",
        "dbPassword",
        "client-secret",
        "API_KEY",
        "GITHUB_TOKEN",
        "AWS_SECRET_ACCESS_KEY",
        "spring.datasource.password",
    ] {
        assert!(is_sensitive_name(name), "{name}");
    }
    for name in [
        "PASSWORD_FILE",
        "TOKEN_TTL",
        "SECRET_NAME",
        "PASSWORDLESS",
        "KEY",
        "PWD",
        "AUTH_TOKEN_URL",
        "TOKENIZER",
        "MONKEY",
    ] {
        assert!(!is_sensitive_name(name), "{name}");
    }
}

#[test]
fn values_under_sensitive_names_are_told_apart() {
    for value in ["tR4$kq9Zw2", "b7Hx-93kQz_1LpW", "c0ffee5a9d31e77b"] {
        assert_eq!(judge("DB_PASSWORD", value), Some(Verdict::Secret), "{value}");
    }
    for value in ["postgres", "password", "password123", "admin", "supersecret", "hunter2"] {
        assert_eq!(judge("DB_PASSWORD", value), Some(Verdict::Weak), "{value}");
    }
    for value in [
        "",
        "changeme",
        "<password>",
        "${DB_PASSWORD}",
        "$(cat x)",
        "{{ .Values.x }}",
        "xxxxxxxx",
        "true",
        "yes",
        "12345",
        "/run/secrets/db",
        "./x",
        "a=b",
        "a, b",
        "arn:aws:secretsmanager:eu-west-1:1:secret:x",
        "https://vault/x",
        "your-password",
        "$PASSWORD",
        "null",
    ] {
        assert_eq!(judge("DB_PASSWORD", value), None, "{value}");
    }
    assert_eq!(judge("TLS_SECRET", "my-app-tls"), None);
    assert_eq!(judge("NGC_API_KEY", "NGC_API_KEY_VAL"), None);
    assert_eq!(judge("DB_USER", "tR4$kq9Zw2"), None);
    assert_eq!(judge("SUPABASE_ANON_KEY", "tR4$kq9Zw2"), None);
    assert_eq!(judge("IMAGE_PULL_SECRET", "b7Hx-93kQz_1LpW"), None);
}

#[test]
fn messages_do_not_repeat_secrets() {
    assert_eq!(masked("short"), "***");
    assert_eq!(masked("ghp_0123456789abcdef"), "ghp_***");
}

#[test]
fn words_of_a_command_give_secrets() {
    let found = |words: &str| -> Vec<String> {
        let words: Vec<Option<&str>> = words.split(' ').map(|word| (word != "?").then_some(word)).collect();
        let given = given_secrets(&words);
        given
            .iter()
            .map(|it| format!("{} {}", it.name, &words[it.word].unwrap_or_default()[it.range.clone()]))
            .collect()
    };
    let secret = "vK9x2LqT7mRw";
    let cases = [
        (format!("api --db-password={secret}"), format!("db-password {secret}")),
        (format!("? --token {secret}"), format!("token {secret}")),
        (format!("/usr/bin/mysqladmin ping -uroot -p{secret}"), format!("-p {secret}")),
        (format!("redis-cli -a {secret} ping"), format!("-a {secret}")),
        (format!("curl -u admin:{secret} http://localhost"), format!("-u {secret}")),
        (format!("env DB_PASSWORD={secret} api"), format!("DB_PASSWORD {secret}")),
        (format!("helm install --set auth.password={secret}"), format!("auth.password {secret}")),
        (format!("DB_PASSWORD={secret}"), format!("DB_PASSWORD {secret}")),
    ];
    for (words, expected) in cases {
        assert_eq!(found(&words), [expected], "{words}");
    }
    for silent in [
        "mysql -p -u root",
        "mysql -P3306",
        "mkdir -pvK9x2LqT7mRw",
        "redis-cli -a ?",
        "api --db-password=$(DB_PASSWORD)",
        "api --password-file=vK9x2LqT7mRw",
        "api --password --verbose",
        "curl -u $USER:$PASSWORD",
        "git commit -a vK9x2LqT7mRw",
        "sh -c vK9x2LqT7mRw",
    ] {
        assert_eq!(found(silent), [""; 0], "{silent}");
    }
}
