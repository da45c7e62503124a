//! What we know: for each rule a page and a check, side by side. This list of families is the only registry.

use crate::rule::Rule;

mod aws;
mod azure;
mod compose;
mod dockerfile;
mod dockerignore;
mod github_actions;
mod gitlab_ci;
mod google;
mod image;
mod infralint;
mod kubernetes;
mod prometheus;
mod secret;
mod shell;
mod syntax;
mod terraform;

/// The families, in the order of their names.
static FAMILIES: &[&[Rule]] = &[
    &aws::RULES,
    &azure::RULES,
    &compose::RULES,
    &dockerfile::RULES,
    &dockerignore::RULES,
    &github_actions::RULES,
    &gitlab_ci::RULES,
    &google::RULES,
    &image::RULES,
    &infralint::RULES,
    &kubernetes::RULES,
    &prometheus::RULES,
    &secret::RULES,
    &shell::RULES,
    &syntax::RULES,
    &terraform::RULES,
];

/// All rules, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten()
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
