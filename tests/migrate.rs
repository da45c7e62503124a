//! `infralint migrate`: each folder of `fixtures/migrate` holds the configurations of other tools, and the `.infralint.yaml` that they become.
//!
//! `UPDATE=1 cargo test --test migrate` writes these.

#![allow(clippy::disallowed_methods, reason = "tests read and write the repository itself")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use infralint::config;

const WRITTEN: &str = ".infralint.yaml";

#[test]
fn configurations_of_other_tools_become_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/migrate");
    let mut count = 0;
    for folder in fs::read_dir(&root).expect("a folder").flatten().map(|entry| entry.path()) {
        let run = Command::new(env!("CARGO_BIN_EXE_infralint")).arg("migrate").arg(&folder).output().expect("a run");
        let made = String::from_utf8(run.stdout).expect("UTF-8");
        let path = folder.join(WRITTEN);
        if support::update() {
            fs::write(&path, &made).expect("written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(made == expected, "{}:\n{}", folder.display(), support::difference(&expected, &made));
        assert!(config::read(WRITTEN, &made).is_ok(), "{}: it cannot be read", folder.display());
        count += 1;
    }
    assert!(count > 0, "no cases");
}

#[test]
fn a_configuration_that_is_there_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_infralint"));
        let output = command.arg("migrate").args(arguments).current_dir(folder.path()).output().expect("a run");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (code, said) = run(&["--write"]);
    assert!(code == Some(2) && said.contains("nothing to migrate"), "{said}");
    fs::write(folder.path().join(".hadolint.yaml"), "ignored: [DL3008, DL9999]\n").expect("written");
    let (code, said) = run(&["--write"]);
    assert!(code == Some(0) && said.contains("wrote") && said.contains("DL9999"), "{said}");
    fs::write(folder.path().join(WRITTEN), "preset: strict\n").expect("written");
    let (code, said) = run(&["--write"]);
    assert!(code == Some(2) && said.contains("is there already"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join(WRITTEN)).expect("a text"), "preset: strict\n");
}
