//! What infralint says to somebody who asks for what cannot be, and what it does when the disk is not as it should be.

#![expect(clippy::disallowed_methods, reason = "the program is run on files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PRIVILEGED: &str = "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n    privileged: true\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn infralint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_infralint")).current_dir(folder).args(arguments).output().expect("a run")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// What a run that cannot be says.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = infralint(folder, arguments);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{arguments:?}");
    err(&output).trim_end().to_owned()
}

#[test]
fn what_was_meant_is_guessed() {
    let folder = folder(&[("compose.yaml", PRIVILEGED)]);
    for (arguments, said) in [
        (&["chekc"][..], "error: `chekc` does not exist; did you mean the command `check`?"),
        (&["nowhere"], "error: `nowhere` does not exist"),
        (&["-"], "error: `-` does not exist; to check standard input, say which file it is: `--stdin-filename PATH`"),
        (&["--select", "image"], "error: --select: no rule is named `image`; did you mean `image/*`?"),
        (&["--ignore", "imag/*"], "error: --ignore: no rule is named `imag/*`; did you mean `image/*`?"),
        (
            &["--output", "json=a", "--output", "./a"],
            "error: --output: `a` is named twice; each report needs a file of its own",
        ),
        (
            &["--diff", "--output", "a", "--output", "b"],
            "error: --diff writes one file, so that `--output` may be given once",
        ),
    ] {
        assert_eq!(refused(folder.path(), arguments), said);
    }
    for (arguments, part) in [
        (&["--output", ""][..], "no file is named"),
        (&["--changed-since="], "a value is required for '--changed-since <REV>'"),
        (&["--output", "no/a"], "`no/a` cannot be written: "),
        (&["--fix", "--diff"], "cannot be used with '--diff'"),
    ] {
        let said = refused(folder.path(), arguments);
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_baseline_that_cannot_be_read_says_how_to_get_one() {
    let folder = folder(&[
        ("compose.yaml", PRIVILEGED),
        ("cut.json", "{\"version\": 1, \"findings\": {"),
        ("other.json", "[]"),
        ("newer.json", "{\"version\": 2, \"findings\": {}}"),
    ]);
    for (name, reason) in [
        ("none.json", "there is no such file; `--write-baseline=none.json` writes what is found today into it"),
        ("cut.json", "not a baseline: EOF while parsing an object at line 1 column 28"),
        ("other.json", "not a baseline: invalid length 0, expected struct Baseline with 2 elements at line 1 column 2"),
        ("newer.json", "a baseline of version 2, but only 1 is known; write it anew with `--write-baseline`"),
    ] {
        assert_eq!(refused(folder.path(), &["--baseline", name]), format!("error: `{name}`: {reason}"));
        assert_eq!(infralint(folder.path(), &[&format!("--write-baseline={name}")]).status.code(), Some(0));
        assert_eq!(infralint(folder.path(), &["--baseline", name]).status.code(), Some(0));
    }
}

#[test]
fn a_configuration_that_is_no_text_is_told_of() {
    let folder = folder(&[("compose.yaml", PRIVILEGED)]);
    fs::write(folder.path().join("odd.yaml"), b"preset: \xe9\n").expect("a file");
    let said = refused(folder.path(), &["--config", "odd.yaml"]);
    assert_eq!(said, "error: `odd.yaml`: the configuration is not UTF-8 text");
}

#[test]
fn that_there_was_nothing_to_do_is_said() {
    let folder = folder(&[("empty/notes.txt", ""), ("compose.yaml", PRIVILEGED)]);
    let nothing = infralint(folder.path(), &["empty"]);
    assert_eq!((nothing.status.code(), out(&nothing).as_str()), (Some(0), "no findings in 0 files\n"));
    let note = "note: there are no infrastructure files here that infralint knows, and nothing was checked\n";
    assert_eq!(err(&nothing), note);
    assert_eq!(err(&infralint(folder.path(), &["empty", "--quiet"])), "");
    let unfixable = infralint(folder.path(), &["--diff", "--select", "compose/privileged"]);
    assert_eq!((unfixable.status.code(), out(&unfixable).as_str()), (Some(1), ""));
    assert_eq!(err(&unfixable), "nothing to fix: 1 warning in 1 file\n");
}

#[test]
fn whoever_reports_to_a_host_from_a_folder_within_is_told_of_the_prefix() {
    let folder = folder(&[(".git/HEAD", ""), ("a/b/compose.yaml", PRIVILEGED)]);
    let inner = folder.path().join("a/b");
    let note =
        "note: paths are told from here; for a reader that counts from the repository's top, add `--path-prefix a/b`\n";
    for wanted in ["--format=github", "--format=gitlab", "--output=sarif=report"] {
        assert_eq!(err(&infralint(&inner, &[wanted])), note);
        assert_eq!(err(&infralint(folder.path(), &[wanted])), "");
        assert_eq!(err(&infralint(&inner, &[wanted, "--path-prefix=a/b"])), "");
    }
    assert_eq!(err(&infralint(&inner, &["--format=json"])), "");
}

/// Takes all leave to look into a folder away. False for whoever may look into any, as root may.
#[cfg(unix)]
fn shut(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0)).expect("our own folder");
    fs::read_dir(folder).is_err()
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_is_not_passed_over() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("Dockerfile", "FROM scratch\n"), ("shut/compose.yaml", PRIVILEGED)]);
    let inner = folder.path().join("shut");
    if shut(&inner) {
        for arguments in [&[][..], &["--exit-zero"], &["--quiet", "shut"], &["--write-baseline"]] {
            let output = infralint(folder.path(), arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(
                err(&output).starts_with("error: `shut` cannot be looked into: permission denied\n"),
                "{}",
                err(&output)
            );
        }
        // Around what was asked for it only takes something from what is known.
        let around = infralint(folder.path(), &["Dockerfile"]);
        assert_eq!((around.status.code(), err(&around).starts_with("warning: `shut`")), (Some(0), true));
    }
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).expect("our own folder");
}

#[test]
fn fixes_keep_line_ends_marks_and_the_missing_end_of_the_last_line() {
    let useless = "\u{feff}# é\r\nservices:\r\n  api:\r\n    image: ghcr.io/acme/api:1.4.2 # infralint: ignore[compose/privileged]";
    let folder = folder(&[("compose.yaml", useless)]);
    let select = "--select=infralint/unused-ignore,compose/privileged";
    let shown = out(&infralint(folder.path(), &["--diff", select]));
    assert_eq!(shown.matches("\\ No newline at end of file").count(), 2, "{shown}");
    assert!(shown.contains("+    image: ghcr.io/acme/api:1.4.2\n"), "{shown}");
    let fixed = infralint(folder.path(), &["--fix", select]);
    assert_eq!(
        (fixed.status.code(), err(&fixed).as_str()),
        (Some(0), "fixed `compose.yaml`\napplied 1 fix in 1 file\n")
    );
    let expected = useless.replace(" # infralint: ignore[compose/privileged]", "");
    assert_eq!(fs::read_to_string(folder.path().join("compose.yaml")).expect("a text"), expected);
}
