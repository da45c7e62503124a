//! `infralint explain`: the page of a rule.

use std::fmt::Write;

use clap::builder::styling::Style;

use super::STRONG;
use crate::config::suggest_rule;
use crate::rule::{DefaultState, OptionValue, Rule};
use crate::rules;

/// The page of the rule with this id, or of the rule that another tool gives this id.
pub(super) fn page(id: &str, colour: bool) -> Result<String, String> {
    if let Some(rule) = rules::find(id) {
        return Ok(render(rule, colour));
    }
    let theirs =
        |also: &String| also == id || also.split_once(':').is_some_and(|(_, name)| name.eq_ignore_ascii_case(id));
    let same: Vec<String> =
        rules::all().filter(|rule| rule.page().also.iter().any(theirs)).map(|rule| render(rule, colour)).collect();
    if same.is_empty() { Err(format!("no rule is named `{id}`; {}", suggest_rule(id))) } else { Ok(same.join("\n")) }
}

/// Writing to a text cannot fail.
fn render(rule: &Rule, colour: bool) -> String {
    let page = rule.page();
    let default = match page.default {
        DefaultState::On => "on by default",
        DefaultState::Off => "off by default",
        DefaultState::Consistent => "on where the project itself does so in most places",
    };
    let facts = [rule.id, page.severity.name(), page.category.name(), default];
    let mut text = format!("{} · fix: {} · since {}\n\n", facts.join(" · "), page.fix.name(), page.since);
    for line in page.body.lines() {
        let strong = if colour && line.starts_with('#') { STRONG } else { Style::new() };
        let _ = writeln!(text, "{strong}{line}{strong:#}");
    }
    let options = page.options.iter().map(|(name, value)| format!("{name}: {}", shown(value)));
    section(&mut text, "Options", options);
    section(&mut text, "Also known as", page.also.iter().cloned());
    section(&mut text, "Sources", page.source.iter().cloned());
    text
}

fn section(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(text, "\n{title}:");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
}

/// A value as it would be written in `.infralint.yaml`.
fn shown(value: &OptionValue) -> String {
    match value {
        OptionValue::Bool(value) => value.to_string(),
        OptionValue::Int(value) => value.to_string(),
        OptionValue::Text(value) => format!("{value:?}"),
        OptionValue::List(values) => format!("{values:?}"),
    }
}
