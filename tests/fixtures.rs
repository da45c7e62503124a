//! Whole small repositories: `fixtures/NAME/` is linted, and `fixtures/NAME.txt` is what is said about it, byte for byte.
//!
//! `UPDATE=1 cargo test --test fixtures` writes the reports.

#![allow(clippy::disallowed_methods, reason = "tests read and write the repository itself")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use infralint::config::Config;
use infralint::lint;
use infralint::output::{self, Format, human};
use infralint::report::Report;

/// All files below a folder: their paths relative to it, and their texts.
fn read(root: &Path, folder: &Path, texts: &mut Vec<(String, String)>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(root, &path, texts);
        } else {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            texts.push((relative, text));
        }
    }
}

/// The folders of the repositories, sorted.
fn repositories() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = fs::read_dir(&root).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut repositories: Vec<PathBuf> = folders
        .filter(|path| path.is_dir() && path.file_name().is_some_and(|name| name != "rules" && name != "migrate"))
        .collect();
    repositories.sort();
    assert!(!repositories.is_empty(), "no fixtures");
    repositories
}

fn report(repository: &Path) -> Report {
    let mut texts = Vec::new();
    read(repository, repository, &mut texts);
    lint(support::files(texts), &Config::default())
}

#[test]
fn no_output_depends_on_the_number_of_threads() {
    for repository in repositories() {
        let outputs = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| Format::ALL.map(|format| output::render(&report(&repository), format, false)))
        });
        assert!(outputs.windows(2).all(|pair| pair[0] == pair[1]), "{}", repository.display());
    }
}

#[test]
fn every_repository_has_the_expected_report() {
    let mut faults = Vec::new();
    for repository in repositories() {
        let actual = human::render(&report(&repository), false);
        let expected = repository.with_extension("txt");
        if support::update() {
            fs::write(&expected, &actual).unwrap_or_else(|error| panic!("{}: {error}", expected.display()));
        }
        let written = fs::read_to_string(&expected).unwrap_or_default();
        if written != actual {
            faults.push(format!("{} differs:\n{}", expected.display(), support::difference(&written, &actual)));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
