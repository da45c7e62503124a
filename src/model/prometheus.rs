//! Prometheus rules, from plain rule files and from `PrometheusRule` objects of the Prometheus operator.
//!
//! The form of a rule file is that of the Prometheus documentation, "Recording rules" and "Alerting rules".

mod expression;

pub use expression::{looks_back, uses_recorded_metric};

use super::kubernetes::Object;
use crate::tree::Node;

/// A group of rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleGroup<'t> {
    node: Node<'t>,
}

/// An alerting rule with its group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AlertRule<'t> {
    group: RuleGroup<'t>,
    node: Node<'t>,
}

/// The groups of a rule file, whose root is `root`.
pub fn rule_groups(root: Node<'_>) -> Vec<RuleGroup<'_>> {
    groups_of(root.get("groups"))
}

/// The groups of a `PrometheusRule` object (`monitoring.coreos.com`); none for any other object.
pub fn object_groups(object: Object<'_>) -> Vec<RuleGroup<'_>> {
    if object.is("monitoring.coreos.com", "PrometheusRule") {
        groups_of(object.node().at(&["spec", "groups"]))
    } else {
        Vec::new()
    }
}

fn groups_of(list: Option<Node<'_>>) -> Vec<RuleGroup<'_>> {
    list.into_iter().flat_map(Node::items).filter(|group| group.is_map()).map(|node| RuleGroup { node }).collect()
}

impl<'t> RuleGroup<'t> {
    /// The whole of it.
    pub fn node(self) -> Node<'t> {
        self.node
    }

    /// Its alerting rules.
    pub fn alerts(self) -> Vec<AlertRule<'t>> {
        let rules = self.node.get("rules").into_iter().flat_map(Node::items);
        rules.filter(|rule| rule.get("alert").is_some()).map(|node| AlertRule { group: self, node }).collect()
    }
}

impl<'t> AlertRule<'t> {
    /// The group that it is in.
    pub fn group(self) -> RuleGroup<'t> {
        self.group
    }

    /// The whole of it.
    pub fn node(self) -> Node<'t> {
        self.node
    }

    /// Its name as it is written.
    pub fn name(self) -> &'t str {
        self.place().text()
    }

    /// Where it is reported: the value of `alert`.
    pub fn place(self) -> Node<'t> {
        self.node.get("alert").unwrap_or(self.node)
    }

    /// The expression, if it is known.
    pub fn expression(self) -> Option<&'t str> {
        self.node.get("expr").and_then(Node::as_text)
    }

    /// A field of the rule (`for`, `keep_firing_for`) that is set.
    pub fn field(self, key: &str) -> Option<Node<'t>> {
        self.node.get(key).filter(|value| !value.is_null())
    }

    /// Whether a field of the rule is surely not set.
    pub fn lacks(self, key: &str) -> bool {
        self.node.absent(&[key])
    }

    /// A label that the alert gets: the rule's own, else the group's (Prometheus 3.0 and later).
    pub fn label(self, name: &str) -> Option<Node<'t>> {
        self.node.at(&["labels", name]).or_else(|| self.group.node.at(&["labels", name]))
    }

    /// Whether neither the rule nor its group surely sets a label.
    pub fn lacks_label(self, name: &str) -> bool {
        self.node.absent(&["labels", name]) && self.group.node.absent(&["labels", name])
    }

    /// The annotations.
    pub fn annotations(self) -> Option<Node<'t>> {
        self.node.get("annotations")
    }

    /// Whether there is surely no annotation with a key like this.
    pub fn lacks_annotation(self, like: impl Fn(&str) -> bool) -> bool {
        match self.annotations() {
            None => self.node.lacks("annotations"),
            Some(annotations) if annotations.is_null() => true,
            Some(annotations) => {
                annotations.is_map()
                    && !annotations.is_open()
                    && annotations.entries().all(|entry| entry.key.as_text().is_some_and(|key| !like(key)))
            }
        }
    }
}
