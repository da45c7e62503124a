//! Whether a condition holds: surely, surely not, or (`None`) nobody can know.

use super::expression::{Expression, Literal, Operator, Path, Segment, Test};
use super::value::{is_of_sort, passes};
use crate::model::compose::Service;
use crate::tree::{Kind, Node};

/// What a condition is asked of.
#[derive(Clone, Copy, Debug)]
pub enum Root<'t> {
    /// A value: an object, a container, the body of a resource, an item of a list.
    Node(Node<'t>),
    /// A service of a Compose project, whose fields may come from several files.
    Service(&'t Service<'t>),
}

/// What stands at the end of a path.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Slot<'t> {
    /// This.
    Found(Node<'t>),
    /// Surely nothing, or null.
    Absent,
    /// Nobody can know.
    Unknown,
}

/// The ends of a path: several where it goes over the items of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Ends<'t> {
    /// What is seen.
    pub slots: Vec<Slot<'t>>,
    /// Whether there may be more.
    pub open: bool,
}

/// The answer, and where it is written why a condition holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Answer<'t> {
    /// Whether it holds.
    pub holds: Option<bool>,
    /// The value that made it hold, if it is one that is written.
    pub place: Option<Node<'t>>,
}

impl<'t> Answer<'t> {
    fn new(holds: Option<bool>, place: Option<Node<'t>>) -> Self {
        Self { holds, place: place.filter(|_| holds == Some(true)) }
    }
}

impl<'t> Root<'t> {
    fn get(self, name: &str) -> Slot<'t> {
        match self {
            Root::Node(node) => key(node, name),
            Root::Service(service) => match service.at(&[name]) {
                Some(value) if value.is_null() => Slot::Absent,
                Some(value) => Slot::Found(value),
                None if service.absent(&[name]) => Slot::Absent,
                None => Slot::Unknown,
            },
        }
    }
}

/// What stands under a key. A list of one item, as Terraform's blocks are, stands for the item.
fn key<'t>(node: Node<'t>, name: &str) -> Slot<'t> {
    match node.kind() {
        Kind::Map => match node.get(name) {
            Some(value) if value.is_null() => Slot::Absent,
            Some(value) => Slot::Found(value),
            None if node.lacks(name) => Slot::Absent,
            None => Slot::Unknown,
        },
        Kind::Seq if !node.is_open() => match node.items().len() {
            0 => Slot::Absent,
            1 => node.items().next().map_or(Slot::Absent, |item| key(item, name)),
            _ => Slot::Unknown,
        },
        Kind::Null => Slot::Absent,
        _ => Slot::Unknown,
    }
}

/// The first of several names that is there; absent only if all are.
fn any_key<'t>(names: &[String], get: impl Fn(&str) -> Slot<'t>) -> Slot<'t> {
    let mut answer = Slot::Absent;
    for name in names {
        match get(name) {
            found @ Slot::Found(_) => return found,
            Slot::Unknown => answer = Slot::Unknown,
            Slot::Absent => {}
        }
    }
    answer
}

/// The ends of a path.
pub fn resolve<'t>(root: Root<'t>, path: &Path) -> Ends<'t> {
    let mut segments = path.0.iter();
    let first = match (root, segments.next()) {
        (Root::Node(node), None) => Slot::Found(node),
        (root, Some(Segment::Key(names))) => any_key(names, |name| root.get(name)),
        _ => Slot::Unknown,
    };
    let mut ends = Ends { slots: vec![first], open: false };
    for segment in segments {
        let mut next = Ends { slots: Vec::new(), open: ends.open };
        for slot in ends.slots {
            match (slot, segment) {
                (Slot::Found(node), Segment::Key(names)) => next.slots.push(any_key(names, |name| key(node, name))),
                (Slot::Found(node), Segment::Each) => each(node, &mut next),
                (Slot::Found(node), Segment::Where(name, value)) => next.slots.push(chosen(node, name, value)),
                (Slot::Absent, Segment::Each) => {}
                (other, _) => next.slots.push(other),
            }
        }
        ends = next;
    }
    ends
}

/// The items of a list; a map is the only item of its own, as a block may be written in JSON.
fn each<'t>(node: Node<'t>, ends: &mut Ends<'t>) {
    match node.kind() {
        Kind::Seq => {
            ends.open |= node.is_open();
            ends.slots
                .extend(node.items().map(|item| if item.is_unknown() { Slot::Unknown } else { Slot::Found(item) }));
        }
        Kind::Map => ends.slots.push(Slot::Found(node)),
        _ => ends.slots.push(Slot::Unknown),
    }
}

/// The item of a list in which a key has a value.
fn chosen<'t>(node: Node<'t>, name: &str, value: &Literal) -> Slot<'t> {
    let mut items = Ends { slots: Vec::new(), open: false };
    each(node, &mut items);
    let mut unknown = items.open;
    for slot in items.slots {
        let Slot::Found(item) = slot else {
            unknown = true;
            continue;
        };
        match passes_slot(key(item, name), Operator::Equal, value, false) {
            Some(true) => return Slot::Found(item),
            Some(false) => {}
            None => unknown = true,
        }
    }
    if unknown { Slot::Unknown } else { Slot::Absent }
}

fn passes_slot(slot: Slot<'_>, operator: Operator, value: &Literal, as_version: bool) -> Option<bool> {
    match slot {
        Slot::Found(node) => passes(node, operator, value, as_version),
        Slot::Absent => Some(*value == Literal::Null && operator == Operator::Equal),
        Slot::Unknown => None,
    }
}

/// Whether a condition holds for a root.
pub fn evaluate<'t>(expression: &Expression, root: Root<'t>) -> Answer<'t> {
    match expression {
        Expression::And(parts) => all(parts.iter().map(|part| evaluate(part, root))),
        Expression::Or(parts) => one(parts.iter().map(|part| evaluate(part, root)), false),
        Expression::Not(inner) => Answer::new(evaluate(inner, root).holds.map(|holds| !holds), None),
        Expression::Present(path) => {
            one(slots(root, path, |slot| Some(slot != Slot::Absent)), resolve(root, path).open)
        }
        Expression::Absent(path) => {
            let there = one(slots(root, path, |slot| Some(slot != Slot::Absent)), resolve(root, path).open);
            Answer::new(there.holds.map(|holds| !holds), None)
        }
        Expression::Empty(path) => one(slots(root, path, is_empty), resolve(root, path).open),
        Expression::Some(path, inner) => {
            let items = items(root, path);
            one(items.slots.iter().map(|item| inner_answer(inner, *item)), items.open)
        }
        Expression::Every(path, inner) => {
            let items = items(root, path);
            let known = all(items.slots.iter().map(|item| inner_answer(inner, *item)));
            if items.open && known.holds == Some(true) { Answer::new(None, None) } else { known }
        }
        Expression::Value { path, default, as_version, test } => {
            let ends = resolve(root, path);
            let answers = ends.slots.iter().map(|slot| {
                let place = if let Slot::Found(node) = slot { Some(*node) } else { None };
                Answer::new(tested(*slot, default.as_ref(), *as_version, test), place)
            });
            one(answers, ends.open)
        }
    }
}

/// Asks something of each end of a path; what is unknown stays unknown.
fn slots<'t>(root: Root<'t>, path: &Path, ask: impl Fn(Slot<'t>) -> Option<bool>) -> impl Iterator<Item = Answer<'t>> {
    resolve(root, path).slots.into_iter().map(move |slot| match slot {
        Slot::Unknown => Answer::new(None, None),
        Slot::Found(node) => Answer::new(ask(slot), Some(node)),
        Slot::Absent => Answer::new(ask(slot), None),
    })
}

fn is_empty(slot: Slot<'_>) -> Option<bool> {
    let Slot::Found(node) = slot else { return Some(true) };
    match node.kind() {
        Kind::Seq => (node.items().len() > 0 || !node.is_open()).then(|| node.items().len() == 0),
        Kind::Map => {
            let has_keys = node.entries().next().is_some();
            (has_keys || !node.is_open()).then_some(!has_keys)
        }
        Kind::String => Some(node.text().is_empty()),
        Kind::Unknown => None,
        _ => Some(false),
    }
}

/// The items at the end of a path: those of a list, or of each list.
fn items<'t>(root: Root<'t>, path: &Path) -> Ends<'t> {
    let ends = resolve(root, path);
    let mut found = Ends { slots: Vec::new(), open: ends.open };
    for slot in ends.slots {
        match slot {
            Slot::Found(node) => each(node, &mut found),
            Slot::Absent => {}
            Slot::Unknown => found.slots.push(Slot::Unknown),
        }
    }
    found
}

/// What holds for an item; where the condition points nowhere, to the item itself.
fn inner_answer<'t>(inner: &Expression, item: Slot<'t>) -> Answer<'t> {
    let Slot::Found(node) = item else { return Answer::new(None, None) };
    let answer = evaluate(inner, Root::Node(node));
    Answer::new(answer.holds, answer.place.or(Some(node)))
}

fn tested(slot: Slot<'_>, default: Option<&Literal>, as_version: bool, test: &Test) -> Option<bool> {
    let compare = |operator: Operator, values: &[Literal]| {
        let answers = values.iter().map(|value| match (slot, default) {
            (Slot::Absent, Some(default)) => default_passes(default, operator, value),
            _ => passes_slot(slot, operator, value, as_version),
        });
        one(answers.map(|holds| Answer::new(holds, None)), false).holds
    };
    match test {
        Test::Compare(operator, values) => compare(*operator, values),
        Test::Differs(operator, values) => compare(*operator, values).map(|holds| !holds),
        Test::Is(sort) => match (slot, default) {
            (Slot::Found(node), _) => is_of_sort(node, *sort),
            (Slot::Absent, None) => Some(false),
            _ => None,
        },
    }
}

fn default_passes(default: &Literal, operator: Operator, value: &Literal) -> Option<bool> {
    match (operator, default, value) {
        (Operator::Equal, _, _) => Some(default == value),
        (Operator::Less, Literal::Number(one), Literal::Number(two)) => Some(one < two),
        (Operator::LessOrEqual, Literal::Number(one), Literal::Number(two)) => Some(one <= two),
        (Operator::Greater, Literal::Number(one), Literal::Number(two)) => Some(one > two),
        (Operator::GreaterOrEqual, Literal::Number(one), Literal::Number(two)) => Some(one >= two),
        _ => None,
    }
}

/// True if one is, false if all are and there can be no more, else unknown.
fn one<'t>(answers: impl Iterator<Item = Answer<'t>>, open: bool) -> Answer<'t> {
    let mut unknown = open;
    for answer in answers {
        match answer.holds {
            Some(true) => return answer,
            Some(false) => {}
            None => unknown = true,
        }
    }
    Answer::new((!unknown).then_some(false), None)
}

/// False if one is, true if all are, else unknown. The place is the last that there is: conditions go from the general to the point.
fn all<'t>(answers: impl Iterator<Item = Answer<'t>>) -> Answer<'t> {
    let (mut unknown, mut place) = (false, None);
    for answer in answers {
        match answer.holds {
            Some(true) => place = answer.place.or(place),
            Some(false) => return answer,
            None => unknown = true,
        }
    }
    Answer::new((!unknown).then_some(true), place)
}
