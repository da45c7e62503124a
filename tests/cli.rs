//! The command line as its users see it: arguments in; standard output, standard error and exit code out.

#![expect(clippy::disallowed_methods, reason = "the program is run on files")]
#![expect(clippy::format_push_string, reason = "transcripts are short")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use tempfile::TempDir;

const PRIVILEGED: &str = "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n    privileged: true\n";
const BROKEN: &str = "services:\n  api:\n    image: \"ghcr.io/acme/api:1.4.2\n";
const FINE: &str = "FROM ghcr.io/acme/base:1.4.2\nUSER 1000\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        write(folder.path(), path, text.as_bytes());
    }
    folder
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_infralint"));
    command.current_dir(folder).args(arguments.split_whitespace()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::null());
    command
}

fn run(folder: &TempDir, arguments: &str) -> Output {
    command(folder.path(), arguments).output().expect("a run")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// What a user sees of some runs in a folder, one after the other.
fn transcript(folder: &TempDir, runs: &[&str]) -> String {
    let mut text = String::new();
    for arguments in runs {
        let output = run(folder, arguments);
        text += &format!("$ infralint {arguments}\n{}", out(&output));
        for line in err(&output).lines() {
            text += &format!("stderr: {line}\n");
        }
        text += &format!("exit code {}\n\n", code(&output));
    }
    text
}

/// The paths with findings, as `path rule`.
fn found(folder: &TempDir, arguments: &str) -> Vec<String> {
    let json = json(&run(folder, &format!("{arguments} --format json")));
    let findings = json["findings"].as_array().expect("findings");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    findings.iter().map(|found| format!("{} {}", text(&found["location"]["path"]), text(&found["rule"]))).collect()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn exit_codes() {
    let folder = folder(&[("compose.yaml", PRIVILEGED), ("fine/Dockerfile", FINE)]);
    let select = "--select compose/privileged, --format concise";
    let runs = [
        format!("fine {select}"),
        select.to_owned(),
        format!("check {select}"),
        format!("{select} --fail-on error"),
        format!("{select} --fail-on never"),
        format!("{select} --exit-zero"),
        format!("{select} nowhere"),
    ];
    assert_snapshot!(transcript(&folder, &runs.each_ref().map(String::as_str)));
}

#[test]
fn wrong_arguments() {
    let folder = folder(&[]);
    let runs = [
        "--formt json",
        "--format jsn",
        "--select nothing/*",
        "--ignore compose/privileged,compose/privilegd",
        "--config no.yaml",
        "explain",
        "--fix --diff",
    ];
    assert_snapshot!(transcript(&folder, &runs));
}

#[test]
fn every_format_is_written_to_standard_output_or_a_file() {
    let folder = folder(&[("compose.yaml", PRIVILEGED)]);
    for format in infralint::output::Format::ALL {
        let shown = run(&folder, &format!("--format {}", format.name()));
        let saved = run(&folder, &format!("--format {} --output report", format.name()));
        assert!(out(&saved).is_empty() && err(&saved).is_empty());
        assert_eq!(fs::read_to_string(folder.path().join("report")).expect("a report"), out(&shown));
        assert!(out(&shown).contains("compose/privileged"), "{}", format.name());
    }
}

#[test]
fn json_counts_files() {
    let folder = folder(&[("compose.yaml", PRIVILEGED), ("a/Dockerfile", FINE), ("README.md", "")]);
    let summary = &json(&run(&folder, "--format json"))["summary"]["files"];
    assert_eq!(*summary, serde_json::json!({ "walked": 3, "linted": 2, "by_kind": { "compose": 1, "dockerfile": 1 } }));
}

#[test]
fn a_wrong_configuration_is_reported_like_any_file() {
    let folder = folder(&[(".infralint.yaml", "rules:\n  compose/privilegd: off\n"), ("compose.yaml", PRIVILEGED)]);
    assert_snapshot!(transcript(&folder, &["", "--format concise"]));
    let output = run(&folder, "--format json");
    assert_eq!(json(&output)["findings"][0]["rule"], "infralint/configuration");
    assert_eq!(code(&output), 2);
}

#[test]
fn the_nearest_configuration_upwards_counts() {
    let folder = folder(&[
        (".infralint.yaml", "exclude: [/api/old]\nrules: { compose/privileged: error }\n"),
        ("api/compose.yaml", PRIVILEGED),
        ("api/old/compose.yaml", PRIVILEGED),
        ("other.yaml", "rules: { '*': off }\n"),
    ]);
    let inner = command(&folder.path().join("api"), "--format concise --select compose/privileged").output();
    assert_snapshot!(out(&inner.expect("a run")));
    assert_eq!(found(&folder, "--config other.yaml"), [""; 0]);
}

#[test]
fn init_writes_a_configuration_that_changes_nothing() {
    let folder = folder(&[("Dockerfile", FINE)]);
    assert_snapshot!(transcript(&folder, &["init", "init", "Dockerfile --select syntax/*"]));
}

#[test]
fn explain_prints_a_page() {
    let folder = folder(&[]);
    assert_snapshot!(transcript(
        &folder,
        &["explain infralint/unreadable-file", "explain infralint/unreadable-fil", "explain no-such-rule"]
    ));
    let known = infralint::rules::all().find(|rule| !rule.page().also.is_empty()).expect("a rule of other tools");
    let theirs = format!("explain {}", known.page().also[0]);
    assert!(out(&run(&folder, &theirs)).contains(&format!("{} · ", known.id)));
    assert!(
        out(&run(&folder, "explain infralint/configuration --color always")).contains("\u{1b}[1m# Wrong configuration")
    );
}

#[test]
fn rules_are_listed_as_json() {
    let folder = folder(&[]);
    let list = json(&run(&folder, "rules --format json"));
    let rules = list["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), infralint::rules::all().count());
    let rule = rules.iter().find(|rule| rule["id"] == "infralint/unreadable-file").expect("the rule");
    let expected = serde_json::json!({
        "id": "infralint/unreadable-file", "category": "correctness", "severity": "error", "default": true, "fix": "none",
        "also": [], "summary": "Unreadable file",
    });
    assert_eq!(*rule, expected);
    let table = out(&run(&folder, "rules"));
    assert_eq!(table.lines().count(), rules.len() + 1);
}

#[test]
fn a_finding_names_the_checks_of_other_tools_that_it_stands_for() {
    let folder = folder(&[("Dockerfile", "FROM a:1\nCMD [\"a\"]\nCMD [\"b\"]\n")]);
    let report = json(&run(&folder, "--format json --select dockerfile/multiple-instructions-ignored"));
    let also: Vec<&str> =
        report["findings"][0]["also"].as_array().expect("a list").iter().filter_map(|check| check.as_str()).collect();
    assert!(also.contains(&"hadolint:DL4003") && !also.contains(&"hadolint:DL4004"), "{also:?}");
}

#[test]
fn the_schema_knows_what_the_configuration_knows() {
    let folder = folder(&[]);
    let schema = json(&run(&folder, "schema"));
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let right = serde_json::json!({
        "preset": "strict", "fail-on": "never", "max-file-size": 1, "exclude": ["a"],
        "rules": { "compose/*": "error", "compose/privileged": { "severity": "off" } },
        "overrides": [{ "paths": "a", "rules": { "*": "info" } }],
    });
    assert!(validator.is_valid(&right));
    assert!(validator.is_valid(&serde_json::Value::Null));
    for wrong in [
        serde_json::json!({ "perset": "strict" }),
        serde_json::json!({ "preset": "all" }),
        serde_json::json!({ "rules": { "compose/privilegd": "off" } }),
        serde_json::json!({ "rules": { "compose/privileged": { "allow": [] } } }),
        serde_json::json!({ "overrides": [{ "paths": "a" }] }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn completions_name_the_flags() {
    let folder = folder(&[]);
    assert!(out(&run(&folder, "completions bash")).contains("--stdin-filename"));
}

#[test]
fn standard_input_is_checked_as_a_file_of_its_project() {
    let folder = folder(&[("compose.yaml", PRIVILEGED), (".git/HEAD", "")]);
    let mut child =
        command(folder.path(), "--stdin-filename compose.yaml --format concise --select syntax/*,compose/privileged")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a run");
    child.stdin.take().expect("a pipe").write_all(BROKEN.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("a run");
    assert_snapshot!(out(&output));
    assert_eq!(code(&output), 1);
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let folder = folder(&[("compose.yaml", PRIVILEGED)]);
    let mut child =
        command(folder.path(), "rules").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("a run");
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
}

#[test]
fn named_files_are_reported_on_and_the_rest_is_context() {
    let folder = folder(&[
        (".git/HEAD", ""),
        ("compose.yaml", PRIVILEGED),
        ("a/compose.yaml", PRIVILEGED),
        ("b/compose.yaml", PRIVILEGED),
        ("notes.txt", ""),
    ]);
    let select = "--select compose/privileged";
    assert_eq!(
        found(&folder, &format!("a/compose.yaml b {select}")),
        ["a/compose.yaml compose/privileged", "b/compose.yaml compose/privileged"]
    );
    assert_eq!(
        found(&folder, &format!("{} {select}", folder.path().join("a").display())),
        ["a/compose.yaml compose/privileged"]
    );
    let inner = command(&folder.path().join("a"), &format!("../b ../compose.yaml {select} --format concise")).output();
    let inner = out(&inner.expect("a run"));
    assert!(inner.starts_with("b/compose.yaml:4") && inner.contains("\ncompose.yaml:4"), "{inner}");
    assert_snapshot!(transcript(&folder, &["notes.txt", "notes.txt -q"]));
}

#[test]
fn ignored_files_are_passed_over_unless_they_are_named() {
    let folder = folder(&[
        (".gitignore", "build/\n"),
        (".infralint.yaml", "exclude: [\"vendor/**\"]\n"),
        ("build/compose.yaml", PRIVILEGED),
        ("vendor/compose.yaml", PRIVILEGED),
        ("node_modules/x/compose.yaml", PRIVILEGED),
        (".hidden/compose.yaml", PRIVILEGED),
    ]);
    let select = "--select compose/privileged";
    assert_eq!(found(&folder, select), [".hidden/compose.yaml compose/privileged"]);
    assert_eq!(found(&folder, &format!("build/compose.yaml {select}")), ["build/compose.yaml compose/privileged"]);
    assert_eq!(found(&folder, &format!("vendor/compose.yaml {select}")), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_reported() {
    let folder = folder(&[(".infralint.yaml", "max-file-size: 1\n")]);
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("apiVersion: v1\nkind: Pod\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    write(folder.path(), "utf16.yaml", &utf16);
    write(folder.path(), "latin1/main.tf", b"# \xe9\n");
    write(folder.path(), "large/Dockerfile", &vec![b'#'; (1 << 20) + 1]);
    write(folder.path(), "large/data.json", &vec![b' '; (1 << 20) + 1]);
    assert_snapshot!(transcript(&folder, &["--format concise"]));
}

#[cfg(unix)]
#[test]
fn links_stay_inside_the_root() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("compose.yaml", PRIVILEGED), ("sub/compose.yaml", PRIVILEGED)]);
    let folder = folder(&[
        ("a/compose.yaml", PRIVILEGED),
        ("b/README.md", ""),
        ("build/compose.yaml", PRIVILEGED),
        (".gitignore", "build"),
    ]);
    let link = |target: &Path, at: &str| symlink(target, folder.path().join(at)).expect("a link");
    link(&outside.path().join("compose.yaml"), "compose.yaml");
    link(&outside.path().join("sub"), "linked");
    link(Path::new("../a/compose.yaml"), "b/compose.yaml");
    link(Path::new("../build/compose.yaml"), "b/my-compose.yaml");
    link(Path::new("nowhere"), "b/Dockerfile");
    let expected = [
        "a/compose.yaml compose/privileged",
        "b/Dockerfile infralint/unreadable-file",
        "b/my-compose.yaml compose/privileged",
    ];
    assert_eq!(found(&folder, "--select compose/privileged"), expected);
}

#[test]
fn a_baseline_accepts_what_is_there() {
    let folder = folder(&[("compose.yaml", PRIVILEGED), ("b/compose.yaml", PRIVILEGED)]);
    let select = "--format concise --select compose/privileged";
    let first = transcript(&folder, &[&format!("--write-baseline {select}")]);
    write(folder.path(), "compose.yaml", format!("# moved\n{PRIVILEGED}").as_bytes());
    write(folder.path(), "c/compose.yaml", PRIVILEGED.as_bytes());
    fs::remove_file(folder.path().join("b/compose.yaml")).expect("removed");
    let file = "infralint-baseline.json";
    let then =
        transcript(&folder, &[&format!("--baseline {file} {select}"), &format!("--baseline c/compose.yaml {select}")]);
    assert_snapshot!(first + &then);
    let named = run(&folder, &format!("--write-baseline=other.json {select}"));
    assert_eq!(err(&named), "wrote 2 findings to `other.json`\n");
}

#[test]
fn fixes_are_shown_or_applied() {
    let useless = "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2 # infralint: ignore[compose/privileged]\n";
    let folder = folder(&[("compose.yaml", useless)]);
    let select = "--select infralint/unused-ignore,compose/privileged --format concise";
    let runs = ["--diff", "--fix", "", "--diff"].map(|mode| format!("{mode} {select}").trim_start().to_owned());
    assert_snapshot!(transcript(&folder, &runs.each_ref().map(String::as_str)));
    let mended = fs::read_to_string(folder.path().join("compose.yaml")).expect("a text");
    assert_eq!(mended, "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n");
}

#[cfg(unix)]
#[test]
fn strange_names_are_names() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[
        ("a\nb/compose.yaml", PRIVILEGED),
        ("-x/compose.yaml", PRIVILEGED),
        ("é 漢/compose.yaml", PRIVILEGED),
    ]);
    let name = std::ffi::OsStr::from_bytes(b"\xff");
    fs::create_dir(folder.path().join(name)).expect("a folder");
    fs::write(folder.path().join(name).join("compose.yaml"), PRIVILEGED).expect("a file");
    let paths: Vec<String> = found(&folder, "--select compose/privileged");
    let expected = ["-x/compose.yaml", "a\nb/compose.yaml", "é 漢/compose.yaml", "\u{fffd}/compose.yaml"];
    assert_eq!(paths, expected.map(|path| format!("{path} compose/privileged")));
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    let folder = folder(&[("compose.yaml", PRIVILEGED)]);
    assert!(!out(&run(&folder, "")).contains('\u{1b}'));
    assert!(out(&run(&folder, "--color always")).contains('\u{1b}'));
    let mut with_variable = command(folder.path(), "--color auto");
    let output = with_variable.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1").output().expect("a run");
    assert!(!out(&output).contains('\u{1b}'));
}

#[test]
fn quiet_and_verbose() {
    let folder = folder(&[("compose.yaml", PRIVILEGED), ("Dockerfile", FINE)]);
    assert_eq!(out(&run(&folder, "-q Dockerfile --select syntax/*")), "");
    let verbose = err(&run(&folder, "-v"));
    assert!(verbose.contains("configuration: none\n") && verbose.contains("Dockerfile: dockerfile\n"), "{verbose}");
    let stats = err(&run(&folder, "--stats"));
    assert!(
        stats.contains("2 files walked, 2 linted\n") && stats.contains("1 compose\n") && stats.contains("ms lint\n")
    );
}

#[test]
fn entries_of_the_configuration_that_change_nothing_are_told_of() {
    let configuration = "exclude: [\"vendor/**\", /old]\nrules:\n  compose/privileged: off\n  image/latest-tag: off\n  compose/*: on\noverrides:\n  \
                         - paths: [\"tests/**\", \"api/**\", \"!x\"]\n    rules: { compose/privileged: info }\n";
    let folder = folder(&[
        (".infralint.yaml", configuration),
        ("api/compose.yaml", PRIVILEGED),
        ("old/compose.yaml", PRIVILEGED),
        ("compose.yaml", FINE),
    ]);
    let select = "--select infralint/unused-setting --format concise";
    assert_snapshot!(transcript(
        &folder,
        &[select, &format!("api {select}"), &format!("--config .infralint.yaml {select}")]
    ));
    let inner = command(&folder.path().join("api"), select).output().expect("a run");
    assert_eq!(out(&inner), "");
}
