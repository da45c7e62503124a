//! When a job starts.

use super::Job;
use crate::tree::Node;

/// A value of `when` (keyword reference, `when`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// By itself: `on_success`, `always`, `on_failure`.
    Automatic,
    /// By hand, or after a delay in which it can be stopped.
    Held,
    /// Never.
    Never,
    /// It cannot be known.
    Unknown,
}

impl When {
    fn of(node: Node<'_>) -> Self {
        match node.as_str() {
            Some("on_success" | "always" | "on_failure") => When::Automatic,
            Some("manual" | "delayed") => When::Held,
            Some("never") => When::Never,
            _ => When::Unknown,
        }
    }
}

/// One way for a job to get into a pipeline.
#[derive(Clone, Copy, Debug)]
pub struct Start<'t> {
    /// The rule, or the job's name if it has none.
    pub node: Node<'t>,
    /// The rule's condition `if`.
    pub condition: Option<&'t str>,
    /// Whether it then starts by itself.
    pub when: When,
}

impl<'t> Job<'t> {
    /// The ways for the job to get into a pipeline: its rules, or the job itself if it has none.
    pub fn starts(&self) -> Vec<Start<'t>> {
        let own = match self.at(&["when"]) {
            Some(when) => When::of(when),
            None if self.absent(&["when"]) => When::Automatic,
            None => When::Unknown,
        };
        let Some(rules) = self.at(&["rules"]) else {
            let when = if self.absent(&["rules"]) { own } else { When::Unknown };
            return vec![Start { node: self.key, condition: None, when }];
        };
        let start = |rule: Node<'t>| {
            let when = match rule.get("when") {
                Some(when) => When::of(when),
                // A rule that is not a map is a reference to rules elsewhere; then `lacks` says no.
                None if rule.lacks("when") => own,
                None => When::Unknown,
            };
            Start { node: rule, condition: rule.get("if").map(Node::text), when }
        };
        if rules.is_seq() && rules.tag().is_none() {
            rules.items().map(start).collect()
        } else {
            vec![Start { node: rules, condition: None, when: When::Unknown }]
        }
    }
}
