//! What the user wants: which rules, how severe, where.

use crate::diagnostic::Severity;
use crate::rule::{Active, DefaultState, OptionValue, Rule};

/// The configuration of a run.
#[derive(Debug, Default)]
pub struct Config {
    /// Only these rules, by id, run at all; used for testing one page.
    only: Option<String>,
}

impl Config {
    /// A configuration that runs one rule, whether it is on by default or not.
    pub fn only(rule: &str) -> Self {
        Self { only: Some(rule.to_owned()) }
    }

    /// Whether a rule is on, and how.
    pub fn active(&self, rule: &'static Rule) -> Option<Active<'_>> {
        let on = match &self.only {
            Some(only) => rule.id == only,
            None => rule.page().default != DefaultState::Off,
        };
        let consistent = self.only.is_none() && rule.page().default == DefaultState::Consistent;
        on.then_some(Active { rule, severity: None, consistent, options: &[] })
    }

    /// The severity of a finding of a rule in a file, after the overrides for its path; `None` if it is off there.
    pub fn severity_at(&self, _rule: &'static str, _path: &str, severity: Severity) -> Option<Severity> {
        Some(severity)
    }
}
