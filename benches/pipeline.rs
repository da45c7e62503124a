//! How long each part of the way of a file takes, beside the floor: counting the lines of the same texts.
//!
//! `cargo bench` prints the medians; only their ratios mean anything. The input is the repositories under `fixtures/`, each taken many
//! times as folders of one large tree.

#![allow(clippy::disallowed_methods, reason = "the bench reads its input from the disk")]
#![allow(missing_docs, reason = "divan's attribute makes public items of its own")]

use std::fs;
use std::path::Path;

use divan::{Bencher, black_box};
use infralint::config::Config;
use infralint::project::Project;
use infralint::rule::Active;
use infralint::source::{Files, SourceFile};
use infralint::{check, kind, lint, rules, syntax};

/// How often each fixture repository is in the input.
const COPIES: usize = 50;

fn main() {
    divan::main();
}

/// The text of every file below a folder, by its path relative to that folder.
fn texts(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut pending = vec![root.to_path_buf()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the fixtures") {
            let path = entry.expect("an entry of the fixtures").path();
            if path.is_dir() {
                pending.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let relative = path.strip_prefix(root).expect("a path below the root");
                found.push((relative.to_string_lossy().into_owned(), text));
            }
        }
    }
    found
}

fn input() -> Files {
    let originals = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let mut files = Vec::new();
    let mut others = Vec::new();
    for copy in 0..COPIES {
        for (path, text) in &originals {
            let path = format!("{copy}/{path}");
            match kind::detect(&path, text.as_bytes()) {
                Some(kind) => files.push(SourceFile::new(path, kind, text.clone())),
                None => others.push(path),
            }
        }
    }
    Files::new(files, others)
}

#[divan::bench]
fn floor_counting_lines(bencher: Bencher) {
    let files = input();
    bencher.bench(|| {
        files
            .iter()
            .map(|(_, file)| black_box(file.text()).bytes().filter(|byte| *byte == b'\n').count())
            .sum::<usize>()
    });
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let files = input();
    bencher.bench(|| black_box(syntax::parse_all(&files)).len());
}

#[divan::bench]
fn project(bencher: Bencher) {
    let files = input();
    let documents = syntax::parse_all(&files);
    bencher.bench(|| black_box(Project::new(&files, &documents)).problems().count());
}

#[divan::bench]
fn check_default_rules(bencher: Bencher) {
    let files = input();
    let documents = syntax::parse_all(&files);
    let project = Project::new(&files, &documents);
    let config = Config::default();
    let active: Vec<Active<'_>> = rules::all().filter_map(|rule| config.active(rule)).collect();
    bencher.bench(|| black_box(check::run(&project, &active)).len());
}

#[divan::bench]
fn whole_lint(bencher: Bencher) {
    bencher.with_inputs(input).bench_values(|files| black_box(lint(files, &Config::default())).findings.len());
}
