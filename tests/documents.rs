//! The documents: what they show is copied out and run, and the reference of the configuration is that of the schema.

#![expect(clippy::disallowed_methods, reason = "the program is run on files")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use infralint::rule::{DefaultState, Rule};
use infralint::rules;
use serde_json::Value;
use tempfile::TempDir;

const INFRALINT: &str = env!("CARGO_BIN_EXE_infralint");
const MARK: &str = "<!-- made from the schema: UPDATE=1 cargo test --test documents -->\n";
const MARK_OF_CODES: &str = "<!-- made from the pages of the rules: UPDATE=1 cargo test --test documents -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents for users.
fn documents() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("docs")).expect("a folder");
    let mut found: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    found.push(root().join("README.md"));
    found.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    found.sort();
    found
}

/// The fenced blocks of a document: what stands after the fence, and the text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let ticks = line.trim_end_matches(|c| c != '`');
        let own = line.starts_with("```").then(|| &line[..line.len() - line.trim_start_matches('`').len()]);
        match (fence, own) {
            (None, Some(ticks)) => {
                fence = Some(ticks);
                found.push((line[ticks.len()..].trim().to_owned(), String::new()));
            }
            (Some(open), Some(close)) if close == open && line == ticks => fence = None,
            (Some(_), _) => {
                if let Some((_, text)) = found.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            (None, None) => {}
        }
    }
    found
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn shown(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn examples_of_files_are_what_infralint_itself_would_have() {
    let mut count = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a text");
        for (info, example) in blocks(&text) {
            let Some(("yaml", name)) = info.split_once(' ') else { continue };
            let folder = tempfile::tempdir().expect("a folder");
            write(folder.path(), name, &example);
            write(folder.path(), "Dockerfile", "FROM scratch\n");
            let output = Command::new(INFRALINT).current_dir(folder.path()).output().expect("a run");
            assert!(output.status.success(), "{}: {name}\n{}", document.display(), shown(&output));
            count += 1;
        }
    }
    assert!(count >= 5, "{count} examples");
}

/// A repository with something of all that the documents speak of.
#[cfg(unix)]
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("Dockerfile", "FROM alpine\n"),
        ("compose.yaml", "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n    privileged: true\n"),
        ("services/api/Dockerfile", "FROM alpine\n"),
        ("terraform/main.tf", "variable \"a\" {}\n"),
        (".hadolint.yaml", "ignored: [DL3008]\n"),
    ];
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    let person = "-c user.name=A -c user.email=a@example.com -c commit.gpgSign=false";
    for arguments in ["init --quiet --initial-branch=main", "add .", "commit --quiet -m first"] {
        let arguments = person.split(' ').chain(arguments.split(' '));
        let output = Command::new("git").current_dir(folder.path()).args(arguments).output().expect("git");
        assert!(output.status.success(), "{}", shown(&output));
    }
    folder
}

/// Each line that calls infralint, in the order of its block; those that install it are tried elsewhere, since they need a network.
#[cfg(unix)]
#[test]
fn commands_do_what_they_are_shown_to_do() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git");
        return;
    }
    let programs = Path::new(INFRALINT).parent().expect("a folder").display();
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap_or_default());
    let mut count = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a text");
        for (_, block) in blocks(&text).into_iter().filter(|(info, _)| info == "sh") {
            let folder = repository();
            for line in block.lines().filter(|line| line.starts_with("infralint") || line.contains("&& infralint")) {
                let mut command = Command::new("sh");
                let output = command.args(["-c", line]).current_dir(folder.path()).env("PATH", &path).output();
                let output = output.expect("a shell");
                let code = output.status.code();
                assert!(matches!(code, Some(0 | 1)), "{}: {line}\n{}", document.display(), shown(&output));
                count += 1;
            }
        }
    }
    assert!(count >= 15, "{count} commands");
}

#[test]
fn the_reference_of_the_configuration_is_that_of_the_schema() {
    let output = Command::new(INFRALINT).arg("schema").output().expect("a run");
    let schema: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let path = root().join("docs/configuration.md");
    let text = fs::read_to_string(&path).expect("a text").replace("\r\n", "\n");
    let (by_hand, _) = text.split_once(MARK).expect("the mark");
    let expected = format!("{by_hand}{MARK}{}", reference(&schema));
    if support::update() {
        fs::write(&path, expected).expect("written");
    } else {
        assert!(text == expected, "{}", support::difference(&expected, &text));
    }
}

/// The numbers of codes in a text: `SC2086`, `SC1090 to SC1094`.
fn codes(text: &str) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut before = "";
    for part in text.split("SC").skip(1) {
        let number = part.get(..4).and_then(|digits| digits.parse().ok()).expect("four digits");
        let first = if before.ends_with(" to ") { *found.last().expect("the first of a range") } else { number };
        found.extend(first..=number);
        before = part;
    }
    found
}

#[test]
fn codes_are_found() {
    assert_eq!(codes("SC1090 to SC1093, SC2000"), BTreeSet::from([1090, 1091, 1092, 1093, 2000]));
}

#[test]
fn each_code_of_shellcheck_has_a_rule_or_a_reason_and_not_both() {
    let mut rules_of: BTreeMap<u32, Vec<&'static Rule>> = BTreeMap::new();
    for rule in rules::all() {
        for id in rule.page().also.iter().filter_map(|also| also.strip_prefix("shellcheck:SC")) {
            rules_of.entry(id.parse().expect("a number")).or_default().push(rule);
        }
    }
    let path = root().join("docs/shellcheck.md");
    let text = fs::read_to_string(&path).expect("a text").replace("\r\n", "\n");
    let (by_hand, _) = text.split_once(MARK_OF_CODES).expect("the mark");
    let left_out = by_hand.split("## Codes without a rule").nth(1).expect("the table");
    let both: Vec<u32> = codes(left_out).into_iter().filter(|code| rules_of.contains_key(code)).collect();
    assert!(both.is_empty(), "these have a rule, and a reason for none: {both:?}");
    let mut table = "\n| Code | Rules | On |\n| --- | --- | --- |\n".to_owned();
    for (code, rules) in rules_of {
        let link = |rule: &&Rule| format!("[`{}`](../rules/{}.md)", rule.id, rule.id.replace('-', "_"));
        let on = |rule: &&Rule| if rule.page().default == DefaultState::On { "yes" } else { "no" };
        let links: Vec<String> = rules.iter().map(link).collect();
        let states: Vec<&str> = rules.iter().map(on).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| SC{code} | {} | {} |", links.join(", "), states.join(", "));
    }
    let expected = format!("{by_hand}{MARK_OF_CODES}{table}");
    if support::update() {
        fs::write(&path, expected).expect("written");
    } else {
        assert!(text == expected, "{}", support::difference(&expected, &text));
    }
}

/// The tables of the reference.
fn reference(schema: &Value) -> String {
    let mut text = "\n| Key | Values | Default | |\n| --- | --- | --- | --- |\n".to_owned();
    // Writing to a string cannot fail.
    for (key, value) in entries(&schema["properties"]) {
        let told = value["description"].as_str().expect("a description");
        let _ = writeln!(text, "| `{key}` | {} | {} | {told} |", values(schema, value), default(value));
    }
    let each = &schema["properties"]["overrides"]["items"];
    let keys: Vec<String> = entries(&each["properties"]).map(|(key, _)| format!("`{key}`")).collect();
    let _ = writeln!(text, "\nAn entry of `overrides` has {}.", keys.join(" and "));
    text.push_str("\n## Options of rules\n\n| Rule | Option | Values | Default |\n| --- | --- | --- | --- |\n");
    for (rule, value) in entries(&schema["properties"]["rules"]["properties"]) {
        let page = format!("rules/{}.md", rule.replace('-', "_"));
        assert!(root().join(&page).is_file(), "{page}");
        let link = format!("[`{rule}`](../{page})");
        let options = value["anyOf"].as_array().into_iter().flatten();
        for (name, option) in
            options.flat_map(|form| entries(&form["properties"])).filter(|(name, _)| *name != "severity")
        {
            let _ = writeln!(text, "| {link} | `{name}` | {} | {} |", values(schema, option), default(option));
        }
    }
    text
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

/// What a key may be, in words.
fn values(schema: &Value, value: &Value) -> String {
    if let Some(reference) = value["$ref"].as_str() {
        return values(schema, schema.pointer(&reference[1..]).expect("a definition"));
    }
    if let Some(names) = value["enum"].as_array() {
        let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_str().expect("a name"))).collect();
        return names.join(", ");
    }
    if value["anyOf"].is_array() {
        return "a text or a list of texts".into();
    }
    let kinds: Vec<&str> = match &value["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    let words = kinds.iter().map(|kind| match *kind {
        "integer" => match (value["minimum"].as_i64(), value["maximum"].as_i64()) {
            (Some(least), Some(most)) => format!("a whole number, {least} to {most}"),
            _ => "a whole number".into(),
        },
        "number" => "a number".into(),
        "boolean" => "`true` or `false`".into(),
        "string" => "a text".into(),
        "array" => "a list".into(),
        "object" => "a map".into(),
        other => panic!("the reference has no word for `{other}`"),
    });
    words.collect::<Vec<String>>().join(" or ")
}

fn default(value: &Value) -> String {
    match &value["default"] {
        Value::Null => String::new(),
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

#[test]
fn blocks_are_found() {
    let text = "a\n```sh\nb\n```\n````markdown\n```yaml x\n```\n````\n```yaml f.yaml\nc: 1\n```\n";
    let found = [("sh", "b\n"), ("markdown", "```yaml x\n```\n"), ("yaml f.yaml", "c: 1\n")];
    assert_eq!(blocks(text), found.map(|(info, text)| (info.to_owned(), text.to_owned())));
}
