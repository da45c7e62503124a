//! Selectors: which labels they match, with "unknown" (`None`) for an answer.

use rustc_hash::FxHashMap;

use crate::tree::Node;

/// A selector with `matchLabels` and `matchExpressions`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LabelSelector<'t> {
    node: Node<'t>,
}

impl<'t> LabelSelector<'t> {
    /// The selector that a node is.
    pub fn new(node: Node<'t>) -> Self {
        Self { node }
    }

    /// The whole of it.
    pub fn node(self) -> Node<'t> {
        self.node
    }

    /// The entries of `matchLabels`.
    pub fn wanted(self) -> Vec<(&'t str, Node<'t>)> {
        let labels = self.node.get("matchLabels").into_iter().flat_map(Node::entries);
        labels.map(|entry| (entry.key.text(), entry.value)).collect()
    }

    /// The keys that it asks for, each with the values of which one has to be there; without any where another thing is asked.
    pub fn asks(self) -> Vec<(&'t str, Vec<&'t str>)> {
        let plain = self.wanted().into_iter().map(|(key, value)| (key, value.as_text().into_iter().collect()));
        let expressions = self.node.get("matchExpressions").into_iter().flat_map(Node::items).filter_map(|item| {
            let is_list = item.get("operator").and_then(Node::as_str) == Some("In");
            let values = item.get("values").filter(|_| is_list).into_iter().flat_map(Node::items);
            Some((item.get("key")?.as_text()?, values.filter_map(Node::as_text).collect()))
        });
        plain.chain(expressions).collect()
    }

    /// Two requirements that no labels can meet at once: the place of the name of the label in each.
    pub fn contradiction(self) -> Option<(Node<'t>, Node<'t>)> {
        let labels = self.node.get("matchLabels").into_iter().flat_map(Node::own_entries);
        let plain = labels.filter_map(|entry| Some(Requirement::equal(entry.key, entry.value.as_text()?)));
        let expressions = self.node.get("matchExpressions").into_iter().flat_map(Node::items);
        let all = plain.chain(expressions.filter_map(Requirement::of_expression));
        let mut seen: FxHashMap<&str, Requirement<'t>> = FxHashMap::default();
        for requirement in all {
            match seen.get(requirement.key.text()) {
                Some(first) if first.excludes(&requirement) => return Some((requirement.key, first.key)),
                Some(_) => {}
                None => drop(seen.insert(requirement.key.text(), requirement)),
            }
        }
        None
    }

    /// Whether it has no fields but those of a selector: with labels of its own, which belong into `matchLabels`, the API refuses it.
    pub fn is_valid(self) -> Option<bool> {
        let known = |key: &str| matches!(key, "matchLabels" | "matchExpressions");
        let is_valid = self.node.entries().all(|entry| entry.key.as_text().is_none_or(known));
        (!self.node.is_open() || !is_valid).then_some(is_valid)
    }

    /// Whether it matches a map of labels; `labels` is what an object has, with no labels at all as `None`.
    pub fn matches(self, labels: Option<Node<'_>>) -> Option<bool> {
        if !self.node.is_map() || self.node.is_open() {
            return None;
        }
        let plain = match self.node.get("matchLabels") {
            Some(wanted) => labels_match(wanted, labels),
            None => Some(true),
        };
        let expressions = match self.node.get("matchExpressions") {
            Some(list) if list.is_seq() && !list.is_open() => all(list.items().map(|item| expression(item, labels))),
            Some(list) if list.is_null() => Some(true),
            Some(_) => None,
            None => Some(true),
        };
        all([plain, expressions].into_iter())
    }
}

/// What a selector asks of one label.
#[derive(Clone, Debug)]
struct Requirement<'t> {
    /// Where the name of the label stands.
    key: Node<'t>,
    /// Whether the label may be missing.
    may_be_missing: bool,
    /// Whether it may be there at all.
    may_be_there: bool,
    /// The only values that it may have; `None` for any.
    only: Option<Vec<&'t str>>,
    /// The values that it may not have.
    none_of: Vec<&'t str>,
}

impl<'t> Requirement<'t> {
    fn equal(key: Node<'t>, value: &'t str) -> Self {
        Self { key, may_be_missing: false, may_be_there: true, only: Some(vec![value]), none_of: Vec::new() }
    }

    fn of_expression(item: Node<'t>) -> Option<Self> {
        let operator = item.get("operator")?.as_str()?;
        let list = item.get("values").filter(|list| list.is_seq() && !list.is_open() && list.items().len() > 0);
        let values = || list?.items().map(Node::as_text).collect::<Option<Vec<_>>>();
        Some(Self {
            key: item.get("key").filter(|key| key.as_text().is_some())?,
            may_be_missing: matches!(operator, "NotIn" | "DoesNotExist"),
            may_be_there: operator != "DoesNotExist",
            only: if operator == "In" { Some(values()?) } else { None },
            none_of: if operator == "NotIn" { values()? } else { Vec::new() },
        })
    }

    /// Whether surely no label meets both.
    fn excludes(&self, other: &Self) -> bool {
        let both = [self, other];
        let fits = |value: &&str| {
            let allows =
                |it: &&Self| it.only.as_ref().is_none_or(|only| only.contains(value)) && !it.none_of.contains(value);
            both.iter().all(allows)
        };
        let may_be_any = both.iter().all(|it| it.only.is_none());
        let mut listed = both.iter().filter_map(|it| it.only.as_ref()).flatten();
        let may_be_there = both.iter().all(|it| it.may_be_there) && (may_be_any || listed.any(fits));
        !may_be_there && !both.iter().all(|it| it.may_be_missing)
    }
}

/// Whether all labels of a map of wanted ones are there with their values, as in a Service's `selector`.
pub fn labels_match(wanted: Node<'_>, labels: Option<Node<'_>>) -> Option<bool> {
    if wanted.is_null() {
        return Some(true);
    }
    if !wanted.is_map() {
        return None;
    }
    let known = all(wanted.entries().map(|entry| match value_of(labels, entry.key) {
        Label::Value(value) => Some(value.as_text()? == entry.value.as_text()?),
        Label::Missing => Some(false),
        Label::Unknown => None,
    }));
    if wanted.is_open() { known.filter(|matches| !matches) } else { known }
}

/// True if all are, false if one is false, else unknown.
fn all(mut answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    let refused = answers.any(|answer| {
        if answer.is_none() {
            known = None;
        }
        answer == Some(false)
    });
    if refused { Some(false) } else { known }
}

/// What is known of a label.
#[derive(Clone, Copy)]
enum Label<'t> {
    Value(Node<'t>),
    Missing,
    Unknown,
}

/// The label under a key of a map of labels.
fn value_of<'t>(labels: Option<Node<'t>>, key: Node<'_>) -> Label<'t> {
    let Some(key) = key.as_text() else { return Label::Unknown };
    match labels {
        None => Label::Missing,
        Some(labels) if labels.is_null() => Label::Missing,
        Some(labels) => match labels.get(key) {
            Some(value) if value.is_unknown() => Label::Unknown,
            Some(value) => Label::Value(value),
            None if labels.lacks(key) => Label::Missing,
            None => Label::Unknown,
        },
    }
}

/// Whether one of `matchExpressions` holds.
fn expression(node: Node<'_>, labels: Option<Node<'_>>) -> Option<bool> {
    let value = match value_of(labels, node.get("key")?) {
        Label::Value(value) => Some(value),
        Label::Missing => None,
        Label::Unknown => return None,
    };
    let listed = || -> Option<bool> {
        let values = node.get("values")?;
        let Some(value) = value else { return Some(false) };
        let text = value.as_text()?;
        let mut unknown = values.is_open();
        let found = values.items().any(|item| {
            unknown |= item.as_text().is_none();
            item.as_text() == Some(text)
        });
        if found { Some(true) } else { (!unknown).then_some(false) }
    };
    match node.get("operator")?.as_str()? {
        "In" => listed(),
        "NotIn" => listed().map(|found| !found),
        "Exists" => Some(value.is_some()),
        "DoesNotExist" => Some(value.is_none()),
        _ => None,
    }
}
