//! The index of all rules, family by family.

use std::collections::BTreeMap;

use infralint::rule::{DefaultState, Rule};
use infralint::rules;

const INTRODUCTION: &str = "\
# Rules

Each rule is a page here and a check beside it. `infralint explain RULE` prints the page. This index is written by
`UPDATE=1 cargo test --test rules`.

*On*: `yes`, `no` (preset `strict` turns it on), or `consistent`: it speaks only of exceptions from what the project itself does in at least
80 % of at least 5 places.
";

/// The text of the index.
pub fn write() -> String {
    let mut families: BTreeMap<&str, Vec<&'static Rule>> = BTreeMap::new();
    for rule in rules::all() {
        families.entry(rule.family()).or_default().push(rule);
    }
    let mut text = INTRODUCTION.to_owned();
    for (family, mut rules) in families {
        rules.sort_by_key(|rule| rule.id);
        text.extend(["\n## ", family, "\n\n| Rule | What | Category | Severity | On | Fix |\n"]);
        text.push_str("| --- | --- | --- | --- | --- | --- |\n");
        for rule in rules {
            text.push_str(&row(rule));
        }
    }
    text
}

fn row(rule: &Rule) -> String {
    let page = rule.page();
    let on = match page.default {
        DefaultState::On => "yes",
        DefaultState::Off => "no",
        DefaultState::Consistent => "consistent",
    };
    format!(
        "| [`{id}`]({path}.md) | {title} | {category} | {severity} | {on} | {fix} |\n",
        id = rule.id,
        path = rule.id.replace('-', "_"),
        title = page.title.replace('|', "\\|"),
        category = page.category.name(),
        severity = page.severity.name(),
        fix = page.fix.name(),
    )
}
