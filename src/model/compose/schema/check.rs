//! Checking a file against the schema.

use rustc_hash::{FxHashMap, FxHashSet};

use super::scalar::expected;
use super::table::{Keys, Map, Scalar, Schema, Shape};
use crate::spelling::nearest;
use crate::tree::{Entry, Kind, Node, Style};

/// Something that the specification does not allow.
#[derive(Clone, Debug)]
pub struct Violation<'t> {
    /// The keys that lead to it: `services.web.ports[0]`.
    pub path: String,
    /// What it is.
    pub fault: Fault<'t>,
}

/// What is not allowed.
#[derive(Clone, Debug)]
pub enum Fault<'t> {
    /// A key that there is not.
    UnknownKey {
        /// The key with what stands under it.
        entry: Entry<'t>,
        /// The key that may be meant.
        meant: Option<&'static str>,
        /// The key beside it under which such a key may stand.
        home: Option<&'static str>,
    },
    /// A key that is not text, such as a number.
    KeyNotText(Node<'t>),
    /// A name with characters that names do not have.
    BadName(Node<'t>),
    /// A value of another sort than what is expected here, in words; whether quotes would make it right.
    WrongKind(Node<'t>, String, bool),
    /// A value of the right sort that says nothing that is understood, and what is expected here, in words.
    WrongValue(Node<'t>, String),
    /// An item that stands in the list before, here.
    Repeated(Node<'t>, Node<'t>),
    /// A map in which this key has to be.
    MissingKey(Node<'t>, &'static str),
}

pub(super) fn check<'t>(schema: &Schema, root: Node<'t>) -> Vec<Violation<'t>> {
    let mut checker = Checker { schema, path: Vec::new(), seen: FxHashSet::default(), found: Vec::new() };
    checker.map(&schema.maps[0], root);
    checker.found
}

struct Checker<'c, 't> {
    schema: &'c Schema,
    path: Vec<String>,
    /// Which collections were checked against which shape: aliases lead to the same ones again and again.
    seen: FxHashSet<(u32, usize)>,
    found: Vec<Violation<'t>>,
}

impl<'t> Checker<'_, 't> {
    fn report(&mut self, fault: Fault<'t>) {
        let mut path = String::new();
        for part in &self.path {
            if !path.is_empty() && !part.starts_with('[') {
                path.push('.');
            }
            path.push_str(part);
        }
        self.found.push(Violation { path, fault });
    }

    fn below(&mut self, part: String, shape: usize, node: Node<'t>) {
        self.path.push(part);
        self.value(shape, node);
        self.path.pop();
    }

    fn value(&mut self, at: usize, node: Node<'t>) {
        let schema = self.schema;
        let shape = &schema.shapes[at];
        if shape.is_any || node.is_unknown() || node.tag() == Some("!reset") {
            return;
        }
        match (node.kind(), shape.items, shape.keys) {
            (Kind::Seq, Some(item), _) if self.seen.insert((node.index(), at)) => {
                let mut before: FxHashMap<(Kind, &'t str), Node<'t>> = FxHashMap::default();
                for (number, value) in node.items().enumerate() {
                    let known = (value.kind(), value.text());
                    let is_judged = shape.is_unique && value.as_text().is_some();
                    match before.get(&known).filter(|_| is_judged) {
                        Some(first) => self.repeated(number, value, *first),
                        None => self.below(format!("[{number}]"), item, value),
                    }
                    before.entry(known).or_insert(value);
                }
            }
            (Kind::Map, _, Some(keys)) if self.seen.insert((node.index(), at)) => match keys {
                Keys::Fixed(map) => self.map(&schema.maps[map], node),
                Keys::Names(value) | Keys::Texts(value) => {
                    for entry in node.entries() {
                        self.named(matches!(keys, Keys::Names(_)), value, entry);
                    }
                }
            },
            (Kind::Seq, Some(_), _) | (Kind::Map, _, Some(_)) => {}
            _ => self.scalar(shape, node),
        }
    }

    fn repeated(&mut self, number: usize, item: Node<'t>, first: Node<'t>) {
        self.path.push(format!("[{number}]"));
        self.report(Fault::Repeated(item, first));
        self.path.pop();
    }

    /// An entry of a map from names that the file itself chooses.
    fn named(&mut self, is_name: bool, value: usize, entry: Entry<'t>) {
        let name = entry.key.text();
        let is_good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if entry.key.is_unknown() {
            return;
        }
        if is_number(entry.key) {
            self.report(Fault::KeyNotText(entry.key));
        } else if is_name && (name.is_empty() || !name.chars().all(is_good)) {
            self.report(Fault::BadName(entry.key));
        }
        self.below(name.to_owned(), value, entry.value);
    }

    fn map(&mut self, map: &Map, node: Node<'t>) {
        for entry in node.entries().filter(|entry| !entry.key.is_unknown()) {
            let name = entry.key.text();
            match map.key(name) {
                Some(key) => self.below(name.to_owned(), key.shape, entry.value),
                None if is_number(entry.key) => self.report(Fault::KeyNotText(entry.key)),
                None if map.is_open || map.is_extensible && name.starts_with("x-") => {}
                None => {
                    let meant = nearest(name, map.keys.iter().map(|key| key.name))
                        .filter(|meant| node.lacks(meant) || node.is_open());
                    self.report(Fault::UnknownKey { entry, meant, home: self.home(map, name) });
                }
            }
        }
        for key in map.keys.iter().filter(|key| key.is_required && node.lacks(key.name)) {
            self.report(Fault::MissingKey(node, key.name));
        }
    }

    /// The key of a map under which another key may stand.
    fn home(&self, map: &Map, name: &str) -> Option<&'static str> {
        let holds = |shape: &Shape| match shape.keys {
            Some(Keys::Fixed(inner)) => self.schema.maps[inner].key(name).is_some(),
            _ => false,
        };
        map.keys.iter().find(|key| holds(&self.schema.shapes[key.shape])).map(|key| key.name)
    }

    fn scalar(&mut self, shape: &Shape, node: Node<'t>) {
        if shape.scalars.iter().any(|scalar| scalar.takes(node)) {
            return;
        }
        let expected = expected(shape);
        let is_near = node.is_scalar() && shape.scalars.iter().any(|scalar| scalar.is_sort_of(node));
        if is_near {
            return self.report(Fault::WrongValue(node, expected));
        }
        let wants_text = shape.scalars.iter().any(|scalar| matches!(scalar, Scalar::Text | Scalar::BytesText));
        let is_quotable = wants_text && matches!(node.kind(), Kind::Bool | Kind::Int | Kind::Float);
        self.report(Fault::WrongKind(node, expected, is_quotable));
    }
}

/// Whether a key is a number; the parser takes all keys for text.
fn is_number(key: Node<'_>) -> bool {
    key.style() == Style::Plain
        && key.text().starts_with(|c: char| c.is_ascii_digit())
        && key.text().parse::<f64>().is_ok()
}
