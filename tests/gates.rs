//! What decides whether a change lands, and where the reports of one run go.

#![expect(clippy::disallowed_methods, reason = "the program and Git are run on files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PRIVILEGED: &str = "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n    privileged: true\n";
const SELECT: [&str; 2] = ["--select", "compose/privileged,compose/service-healthy-without-healthcheck"];

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn infralint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_infralint"))
        .current_dir(folder)
        .args(SELECT)
        .args(arguments)
        .output()
        .expect("a run")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    let person = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"];
    let output = command.current_dir(folder).args(person).args(arguments).output().expect("git");
    assert!(output.status.success(), "git {arguments:?}: {}", err(&output));
}

/// A repository with one commit of these files. `None` on a machine without Git, where nothing can be asked of it.
fn repository(files: &[(&str, &str)]) -> Option<TempDir> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "first"]);
    Some(folder)
}

/// `path:line` of what a run reports.
fn places(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = infralint(folder, &[arguments, &["--format", "concise"]].concat());
    assert_eq!(err(&output), "");
    let text = out(&output);
    let place = |line: &str| line.splitn(3, ':').take(2).collect::<Vec<_>>().join(":");
    text.lines().map(place).collect()
}

#[test]
fn only_what_changed_since_a_commit_is_reported() {
    let two = PRIVILEGED
        .replace("services:\n", "services:\n  old:\n    image: ghcr.io/acme/old:1.0.0\n    privileged: true\n");
    let Some(folder) =
        repository(&[("compose.yaml", &two), ("a/compose.yaml", PRIVILEGED), ("é \"b/compose.yaml", "")])
    else {
        return;
    };
    let folder = folder.path();
    assert_eq!(places(folder, &["--changed-since", "HEAD"]), [""; 0]);
    let changed = two.replace("1.4.2\n    privileged: true", "1.4.2\n    privileged: true # still");
    write(folder, "compose.yaml", &changed);
    write(folder, "new/compose.yaml", PRIVILEGED);
    write(folder, "é \"b/compose.yaml", PRIVILEGED);
    let expected = ["compose.yaml:7", "new/compose.yaml:4", "é \"b/compose.yaml:4"];
    assert_eq!(places(folder, &["--changed-since", "HEAD"]), expected);
    git(folder, &["checkout", "--quiet", "-b", "work"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "second"]);
    assert_eq!(places(folder, &["--changed-since", "main"]), expected);
    // What has happened on the other branch meanwhile is not this work's.
    git(folder, &["checkout", "--quiet", "main"]);
    write(folder, "a/compose.yaml", &format!("# moved\n{PRIVILEGED}"));
    git(folder, &["commit", "--quiet", "-a", "-m", "elsewhere"]);
    git(folder, &["checkout", "--quiet", "work"]);
    assert_eq!(places(folder, &["--changed-since", "main"]), expected);
    assert_eq!(places(folder, &["--changed-since", "main", "new"]), ["new/compose.yaml:4"]);
    assert_eq!(places(&folder.join("new"), &["--changed-since", "main"]), ["compose.yaml:4"]);
    git(folder, &["mv", "a", "b"]);
    assert_eq!(places(folder, &["--changed-since", "HEAD"]), [""; 0]);
}

#[test]
fn what_git_has_in_spite_of_gitignore_is_there() {
    let files = [
        ("Dockerfile", "FROM busybox:1.37\nCOPY pages /srv/pages\nCOPY app.conf /etc/\n"),
        ("app.conf", ""),
        ("pages/static/index.html", ""),
        ("page/index.html", ""),
    ];
    let Some(folder) = repository(&files) else { return };
    let folder = folder.path();
    let missing = || places(folder, &["--select", "dockerfile/copy-source-missing"]);
    write(folder, ".gitignore", "static/\n");
    assert_eq!(missing(), [""; 0]);
    git(folder, &["rm", "--quiet", "--cached", "pages/static/index.html"]);
    assert_eq!(missing(), ["Dockerfile:2"]);
}

#[test]
fn what_is_ignored_on_the_disk_is_not_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let dockerfile = "FROM busybox:1.37\nCOPY a.conf b.conf /etc/\nCOPY pages /srv/pages\nCOPY made/table.conf /etc/\n";
    for (name, text) in [
        ("sub/Dockerfile", dockerfile),
        ("sub/a.conf", ""),
        ("sub/b.conf", ""),
        ("sub/c.conf", ""),
        ("sub/page/index.html", ""),
        ("sub/pages/static/index.html", ""),
        ("sub/made/table.conf", ""),
        ("sub/.gitignore", "static/\n"),
        ("sub/made/.gitignore", "*\n"),
        (".gitignore", "*.conf\n"),
    ] {
        write(folder, name, text);
    }
    let missing = || places(&folder.join("sub"), &["--select", "dockerfile/copy-source-missing"]);
    assert_eq!(missing(), [""; 0]);
    std::fs::remove_dir_all(folder.join("sub/pages")).expect("a folder");
    assert_eq!(missing(), ["Dockerfile:3"]);
}

#[test]
fn what_was_taken_away_is_a_change_of_the_lines_beside_it() {
    let checked = "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    healthcheck:\n      test: [CMD, \"true\"]\n    image: postgres:17.2\n";
    let Some(folder) = repository(&[("compose.yaml", checked)]) else {
        return;
    };
    let unchecked = checked.replace("    healthcheck:\n      test: [CMD, \"true\"]\n", "");
    write(folder.path(), "compose.yaml", &unchecked);
    assert_eq!(places(folder.path(), &["--changed-since", "HEAD"]), ["compose.yaml:6"]);
}

#[test]
fn without_a_repository_or_a_commit_changes_cannot_be_told() {
    let Some(repository) = repository(&[("compose.yaml", PRIVILEGED)]) else { return };
    let none = tempfile::tempdir().expect("a folder");
    for (folder, revision, reason) in [
        (none.path(), "HEAD", "error: --changed-since: not a git repository"),
        (repository.path(), "nowhere", "error: --changed-since: no commit is named `nowhere` here"),
        (repository.path(), "--all", "error: --changed-since: no commit is named `--all` here"),
    ] {
        let output = infralint(folder, &[&format!("--changed-since={revision}")]);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
        assert!(err(&output).starts_with(reason), "{}", err(&output));
    }
}

#[test]
fn one_run_writes_several_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "compose.yaml", PRIVILEGED);
    let both = ["--format", "concise", "--output", "sarif=a.sarif", "--output", "junit=b.xml"];
    let shown = infralint(folder.path(), &both);
    assert_eq!((shown.status.code(), out(&shown).lines().count()), (Some(1), 1));
    let read = |name| fs::read_to_string(folder.path().join(name)).expect("a report");
    assert!(read("a.sarif").starts_with("{\"$schema\"") && read("b.xml").starts_with("<?xml"));
    let moved = infralint(folder.path(), &[&both[..], &["--output", "./c=d"]].concat());
    assert_eq!((out(&moved), read("c=d")), (String::new(), out(&shown)));
    let nowhere = infralint(folder.path(), &["--output", "sarif=no/a.sarif"]);
    assert_eq!(nowhere.status.code(), Some(2));
    for (wrong, reason) in [("sarf=a", "no format is named `sarf`"), ("sarif=", "no file is named")] {
        let output = infralint(folder.path(), &["--output", wrong]);
        assert!(output.status.code() == Some(2) && err(&output).contains(reason), "{}", err(&output));
    }
}

#[test]
fn paths_can_be_told_from_further_up() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "compose.yaml", PRIVILEGED);
    assert_eq!(places(folder.path(), &["--path-prefix", "./a/b/"]), ["a/b/compose.yaml:4"]);
    assert_eq!(places(folder.path(), &["--path-prefix", "."]), ["compose.yaml:4"]);
    for wrong in ["/a", "a/../..", "C:\\a"] {
        assert_eq!(infralint(folder.path(), &["--path-prefix", wrong]).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn what_is_silenced_can_be_left_out_of_sarif() {
    let folder = tempfile::tempdir().expect("a folder");
    let silenced =
        PRIVILEGED.replace("privileged: true", "privileged: true # infralint: ignore[compose/privileged] agreed");
    write(folder.path(), "compose.yaml", &silenced);
    let results = |arguments: &[&str]| {
        let output = infralint(folder.path(), &[arguments, &["--format", "sarif"]].concat());
        let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        log["runs"][0]["results"].as_array().expect("results").len()
    };
    assert_eq!((results(&[]), results(&["--omit-suppressed"])), (1, 0));
}

#[test]
fn many_files_of_other_sorts_are_only_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["a.txt", "b.txt", "c.txt", "d.txt"];
    for name in names {
        write(folder.path(), name, "");
    }
    let told = |names: &[&str]| err(&infralint(folder.path(), names));
    assert_eq!(told(&names).lines().count(), 1);
    assert!(told(&names).starts_with("note: 4 files are not infrastructure files"), "{}", told(&names));
    assert_eq!(told(&names[..3]).lines().count(), 3);
}
