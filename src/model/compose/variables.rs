//! Environment variables and build arguments, as a map or as a list of `KEY=value`.

use std::ops::Range;

use super::Service;
use crate::tree::Node;

/// A variable of a map or of a list.
#[derive(Clone, Copy, Debug)]
pub struct Variable<'t> {
    /// The key of the map, or the whole item of the list.
    pub key: Node<'t>,
    /// Its name.
    pub name: &'t str,
    /// Its value: `None` if it is taken from outside.
    pub value: Option<Value<'t>>,
}

/// The value of a variable.
#[derive(Clone, Copy, Debug)]
pub struct Value<'t> {
    /// The node that it is written in.
    pub node: Node<'t>,
    /// Where in that node's text it starts: after the `=` of a list's item.
    pub start: usize,
}

impl<'t> Value<'t> {
    /// The text, even if it contains placeholders.
    pub fn text(self) -> &'t str {
        &self.node.text()[self.start..]
    }

    /// The bytes of it in the node's text.
    pub fn range(self) -> Range<usize> {
        self.start..self.node.text().len()
    }

    /// Whether it is known as it stands.
    pub fn is_known(self) -> bool {
        self.node.as_text().is_some()
    }
}

/// The variables of a map or list.
pub fn variables(node: Node<'_>) -> Vec<Variable<'_>> {
    let of_map = node.entries().map(|entry| {
        let value =
            (!entry.value.is_null() && entry.value.is_scalar()).then_some(Value { node: entry.value, start: 0 });
        Variable { key: entry.key, name: entry.key.text(), value }
    });
    let of_list = node.items().filter(|item| item.is_scalar()).map(|item| match item.text().split_once('=') {
        Some((name, _)) => Variable { key: item, name, value: Some(Value { node: item, start: name.len() + 1 }) },
        None => Variable { key: item, name: item.text(), value: None },
    });
    of_map.chain(of_list).collect()
}

impl<'t> Service<'t> {
    /// The variables of `environment` of all layers.
    pub fn environment(&self) -> Vec<Variable<'t>> {
        self.layers.nodes().iter().filter_map(|layer| layer.get("environment")).flat_map(variables).collect()
    }
}
