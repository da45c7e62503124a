//! Who may import whom, read from the sources: a module sees what lies below it and nothing above, so that the engine never learns of a
//! rule's name, and a parser never of a configuration.

#![expect(clippy::disallowed_methods, reason = "the sources are read")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the lowest up. Modules of one layer may see each other.
const LAYERS: [&[&str]; 13] = [
    &["kind", "progress", "spelling", "wildcard"],
    &["source"],
    &["tree"],
    &["diagnostic", "fix", "fingerprint", "syntax"],
    &["model"],
    &["project"],
    &["rule"],
    &["rules"],
    &["report"],
    &["check", "config", "migrate", "suppress"],
    &["lint", "repair"],
    &["output", "walk"],
    &["cli", "main"],
];

/// Who may see something above: a format's edits are made from its views.
const EXCEPTIONS: [(&str, &str); 1] = [("fix", "model")];

/// All that a rule may see.
const FOR_RULES: [&str; 10] =
    ["diagnostic", "fix", "kind", "model", "project", "rule", "rules", "source", "spelling", "tree"];

/// The most lines that a source file has.
const MOST_LINES: usize = 400;

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// All Rust files below a folder of the package.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The module at the top of the crate that a file is part of: `syntax` for `src/syntax/yaml/reader.rs`.
fn module(shown: &str) -> &str {
    match shown.strip_prefix("src/") {
        Some(path) => path.split(['/', '.']).next().unwrap_or(path),
        None => "rules",
    }
}

/// The names that a text takes from the root of the crate: `crate::a::b`, `crate::{a, b::c}`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // What only tests see may lie anywhere.
    let text = text.split_once("#[cfg(test)]\nmod tests {").map_or(text, |(code, _)| code);
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, start) in line.match_indices("crate::") {
            if line[..at].ends_with('$') {
                continue;
            }
            let rest = &line[at + start.len()..];
            let names = match rest.strip_prefix('{') {
                Some(group) => group.split('}').next().unwrap_or(group),
                None => rest,
            };
            let all = if rest.starts_with('{') { names.split(',').collect() } else { vec![names] };
            let first = |name: &str| name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.extend(all.into_iter().map(first));
        }
    }
    found
}

#[test]
fn modules_see_only_what_lies_below_them() {
    let mut faults = Vec::new();
    for path in sources("src").iter().chain(&sources("rules")) {
        let file = shown(path);
        let own = module(&file);
        if own == "lib" || file.ends_with("/tests.rs") || file.contains("/tests/") {
            continue;
        }
        let Some(height) = layer(own) else {
            faults.push(format!("{file}: `{own}` has no layer"));
            continue;
        };
        for name in imports(&fs::read_to_string(path).expect("a text")) {
            let allowed = match layer(&name) {
                _ if own == "rules" => FOR_RULES.contains(&name.as_str()),
                Some(other) => other <= height || EXCEPTIONS.contains(&(own, name.as_str())),
                None => false,
            };
            if !allowed {
                faults.push(format!("{file}: `{own}` must not see `{name}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let modules = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let without: Vec<&str> = modules.filter(|module| layer(module).is_none()).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn files_are_short() {
    let long = sources("src").into_iter().chain(sources("rules")).filter_map(|path| {
        let lines = fs::read_to_string(&path).expect("a text").lines().count();
        (lines > MOST_LINES).then(|| format!("{}: {lines} lines", shown(&path)))
    });
    let long: Vec<String> = long.collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn imports_are_found() {
    let text = "use crate::tree::Node;\nuse crate::{lint, syntax::yaml};\n// crate::no\nlet x = crate::check::run();\n$crate::rule\n";
    assert_eq!(imports(text), ["tree", "lint", "syntax", "check"]);
}
