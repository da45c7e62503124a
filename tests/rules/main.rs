//! Every page of a rule is a test: what it shows is what is reported, and what it says about the rule is complete.
//!
//! `UPDATE=1 cargo test --test rules` writes reports, diffs and the index; `RULE=docker` runs only the pages with that in their path.

#![allow(clippy::disallowed_methods, reason = "tests read and write the repository itself")]

mod examples;
mod index;
mod markdown;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use infralint::rule::{Check, FixPromise, Rule};
use infralint::rules;
use rayon::prelude::*;

use markdown::Item;

/// The keys that a page's front matter may have.
const KEYS: [&str; 11] =
    ["category", "severity", "default", "since", "fix", "also", "source", "options", "closed", "check", "provoked"];

/// A page or a collection of edge cases on the disk.
struct Page {
    rule: &'static Rule,
    path: PathBuf,
    /// Whether it is the rule's documentation, not only a collection of edge cases.
    is_documentation: bool,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of all rules and their edge cases. On the disk, names have underscores where ids have hyphens.
fn pages() -> Vec<Page> {
    let wanted = std::env::var("RULE").unwrap_or_default();
    let pages = rules::all().flat_map(|rule| {
        let file = format!("{}.md", rule.id.replace('-', "_"));
        let page =
            |folder: &str, is_documentation| Page { rule, path: root().join(folder).join(&file), is_documentation };
        let edge_cases = page("fixtures/rules", false);
        std::iter::once(page("rules", true)).chain(edge_cases.path.exists().then_some(edge_cases))
    });
    pages.filter(|page| page.path.to_string_lossy().contains(&wanted)).collect()
}

#[test]
fn every_page_says_what_is_reported() {
    let faults: Vec<String> = pages().par_iter().flat_map(check).collect();
    assert!(faults.is_empty(), "\n\n{}\n", faults.join("\n"));
}

/// Runs the examples of a page and returns what is wrong with it.
fn check(page: &Page) -> Vec<String> {
    let shown = page.path.strip_prefix(root()).unwrap_or(&page.path).display().to_string();
    let mut text = fs::read_to_string(&page.path).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let mut items = markdown::parse(&text);
    let examples = match examples::find(&items) {
        Ok(examples) => examples,
        Err(fault) => return vec![format!("{shown}: {fault}")],
    };
    let outcomes: Vec<_> = examples.iter().map(|example| example.run(&items, page.rule.id)).collect();
    if support::update() {
        let updates = examples.iter().zip(&outcomes).flat_map(|(example, outcome)| example.updates(outcome));
        let updates: Vec<_> = updates.collect();
        for (at, in_place, block) in updates.into_iter().rev() {
            if in_place {
                items[at] = Item::Block(block);
            } else {
                items.insert(at + 1, Item::Block(block));
            }
        }
        let rewritten = markdown::write(&items);
        if rewritten != text {
            fs::write(&page.path, &rewritten).unwrap_or_else(|error| panic!("{shown}: {error}"));
        }
        items = markdown::parse(&rewritten);
        text = rewritten;
    }
    let examples = examples::find(&items).unwrap_or_default();
    let mut faults = Vec::new();
    for (example, outcome) in examples.iter().zip(&outcomes) {
        let line = example.line(&items);
        let all = outcome.faults.iter().cloned().chain(example.compare(&items, outcome));
        faults.extend(all.map(|fault| format!("{shown}:{line}: {fault}")));
    }
    if page.is_documentation {
        let provoked = !text.contains("\nprovoked: false");
        faults.extend(faults_of_page(page.rule, &text).into_iter().map(|fault| format!("{shown}: {fault}")));
        if provoked && !examples.iter().any(examples::Example::reports) {
            faults.push(format!("{shown}: no example that is reported"));
        }
        if examples.iter().all(examples::Example::reports) {
            faults.push(format!("{shown}: no example that is not reported"));
        }
    }
    faults
}

/// What is wrong with what a page says about its rule.
fn faults_of_page(rule: &Rule, text: &str) -> Vec<String> {
    let page = rule.page();
    let mut faults = page.faults.clone();
    let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or("", |(front, _)| front);
    for line in front.lines().filter(|line| !line.starts_with([' ', '#'])) {
        let key = line.split(':').next().unwrap_or_default();
        if !KEYS.contains(&key) {
            faults.push(format!("`{key}` is no key of a page"));
        }
    }
    if front.contains("provoked: false") && !matches!(rule.check, Check::Engine) {
        faults.push("`provoked: false` is for what only the engine can meet".into());
    }
    if matches!(rule.check, Check::Declared) != page.check.is_some() {
        faults.push("a page with a `check:` is registered as `declared`, and only such a page".into());
    }
    for also in &page.also {
        let parts = also.split_once(':');
        if !parts.is_some_and(|(tool, id)| !tool.is_empty() && !id.is_empty() && !also.contains(' ')) {
            faults.push(format!("`{also}` is not of the form `tool:id`"));
        }
    }
    if page.source.iter().any(|source| !source.starts_with("https://")) {
        faults.push("a source is not an address".into());
    }
    if page.summary().is_empty() || page.summary().starts_with("```") {
        faults.push("no paragraph that says why".into());
    }
    if page.fix != FixPromise::None && !text.contains("\n```diff\n") {
        faults.push("it promises a fix, but shows none".into());
    }
    faults
}

#[test]
fn every_file_of_edge_cases_belongs_to_a_rule() {
    let known: Vec<PathBuf> = pages().into_iter().map(|page| page.path).collect();
    if std::env::var_os("RULE").is_some() {
        return;
    }
    for folder in ["rules", "fixtures/rules"] {
        for family in fs::read_dir(root().join(folder)).into_iter().flatten().flatten() {
            for file in fs::read_dir(family.path()).into_iter().flatten().flatten() {
                let path = file.path();
                let is_page = path.extension().is_some_and(|extension| extension == "md");
                assert!(!is_page || known.contains(&path), "{} belongs to no registered rule", path.display());
            }
        }
    }
}

#[test]
fn the_index_lists_every_rule() {
    let path = root().join("rules/README.md");
    let index = index::write();
    if support::update() {
        fs::write(&path, &index).unwrap_or_else(|error| panic!("{error}"));
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == index, "rules/README.md differs:\n{}", support::difference(&written, &index));
}
