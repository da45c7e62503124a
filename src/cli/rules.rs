//! `infralint rules`: all rules as a table or as JSON.

use std::fmt::Write;

use clap::builder::styling::Style;
use serde_json::{Value, json};

use super::STRONG;
use super::args::ListFormat;
use crate::rule::{DefaultState, Rule};
use crate::rules;

pub(super) fn list(format: ListFormat, colour: bool) -> String {
    let mut all: Vec<&'static Rule> = rules::all().collect();
    all.sort_by_key(|rule| rule.id);
    match format {
        ListFormat::Table => table(&all, colour),
        ListFormat::Json => {
            let list: Vec<Value> = all.into_iter().map(entry).collect();
            format!("{:#}\n", json!({ "rules": list }))
        }
    }
}

fn entry(rule: &'static Rule) -> Value {
    let page = rule.page();
    let default = match page.default {
        DefaultState::On => json!(true),
        DefaultState::Off => json!(false),
        DefaultState::Consistent => json!("consistent"),
    };
    json!({
        "id": rule.id,
        "category": page.category.name(),
        "severity": page.severity.name(),
        "default": default,
        "fix": page.fix.name(),
        "also": page.also,
        "summary": page.title,
    })
}

/// Writing to a text cannot fail.
fn table(rules: &[&'static Rule], colour: bool) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut text = String::new();
    let strong = if colour { STRONG } else { Style::new() };
    let heading = format!("{:width$}  {:8}  {:10}  {:9}  SUMMARY", "RULE", "SEVERITY", "DEFAULT", "FIX");
    let _ = writeln!(text, "{strong}{heading}{strong:#}");
    for rule in rules {
        let page = rule.page();
        let default = match page.default {
            DefaultState::On => "on",
            DefaultState::Off => "off",
            DefaultState::Consistent => "consistent",
        };
        let (severity, fix) = (page.severity.name(), page.fix.name());
        let _ = writeln!(text, "{:width$}  {severity:8}  {default:10}  {fix:9}  {}", rule.id, page.title);
    }
    text
}
