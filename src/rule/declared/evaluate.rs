//! Whether a condition holds: surely, surely not, or (`None`) nobody can know.

mod relation;

use super::derived::Derived;
use super::expression::{Default, Expression, Literal, Measure, Operator, Path, Segment, Test};
use super::value::{is_of_sort, matches_glob, passes};
use super::version;
use crate::model::compose::Service;
use crate::model::kubernetes::{Container, PodSpec};
use crate::model::terraform::{Resource, json_document, policy_statements};
use crate::project::Project;
use crate::tree::{Kind, Node, Tree};

/// What a condition is asked of.
#[derive(Clone, Copy, Debug)]
pub enum Root<'t> {
    /// A value: an object, a container, the body of a resource, an item of a list.
    Node(Node<'t>),
    /// A service of a Compose project, whose fields may come from several files.
    Service(&'t Service<'t>),
    /// The `spec` of a pod; `object` leads to what makes it, `template` to what it is made from.
    Pod(PodSpec<'t>),
    /// A container; `pod` and `object` lead to what it is in, and `effective` to the security context that counts for it.
    Container(Container<'t>),
}

/// What a condition is asked of, and what is around it.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'t> {
    /// Where paths begin.
    pub root: Root<'t>,
    /// The block of Terraform that it belongs to.
    pub block: Option<Resource<'t>>,
    /// Where values are kept that are read out of texts.
    pub derived: &'t Derived<'t>,
    /// Everything that was read.
    pub project: Option<&'t Project<'t>>,
}

impl<'t> Scope<'t> {
    fn within(self, node: Node<'t>) -> Self {
        Self { root: Root::Node(node), ..self }
    }

    /// The default for the versions of the provider that are possible here.
    fn default(self, default: Option<&Default>) -> Fallback<'_> {
        let Some(default) = default else { return Fallback::None };
        let value = match (default, self.block, self.project) {
            (Default::Always(value), ..) => Some(value),
            (default, Some(block), Some(project)) => {
                default.within(version::of_provider(project, block.module, block.block))
            }
            _ => None,
        };
        value.map_or(Fallback::Unknown, Fallback::Value)
    }
}

/// What counts where nothing is written.
#[derive(Clone, Copy)]
enum Fallback<'e> {
    /// Nothing does.
    None,
    /// This.
    Value(&'e Literal),
    /// It cannot be told.
    Unknown,
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
            Root::Pod(pod) => match name {
                "object" => Slot::Found(pod.object().node()),
                "template" => Slot::Found(pod.template()),
                name => key(pod.spec(), name),
            },
            Root::Container(container) => match name {
                "pod" => Slot::Found(container.pod().spec()),
                "object" => Slot::Found(container.pod().object().node()),
                name => key(container.node(), name),
            },
        }
    }
}

/// The field of the security context that counts for a container: its own, else its pod's where it inherits it.
fn effective<'t>(container: Container<'t>, field: &str) -> Slot<'t> {
    match container.security(field) {
        Some(value) => Slot::Found(value),
        None if container.lacks_security(field) => Slot::Absent,
        None => Slot::Unknown,
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
pub fn resolve<'t>(scope: Scope<'t>, path: &Path) -> Ends<'t> {
    let mut segments = path.0.iter();
    let first = match (scope.root, segments.next()) {
        (Root::Container(container), Some(Segment::Key(names))) if names == &["effective"] => match segments.next() {
            Some(Segment::Key(fields)) => any_key(fields, |field| effective(container, field)),
            _ => Slot::Unknown,
        },
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
                (Slot::Found(node), Segment::Json) => next.slots.push(read(scope, node, json_document)),
                (Slot::Found(node), Segment::Statements) => next.slots.push(read(scope, node, policy_statements)),
                (Slot::Absent, Segment::Each) => {}
                (other, _) => next.slots.push(other),
            }
        }
        ends = next;
    }
    ends
}

/// What a text or an expression of Terraform says, read in one of the ways that the model has.
fn read<'t>(
    scope: Scope<'t>,
    node: Node<'t>,
    read: fn(Option<Resource<'t>>, Node<'t>) -> Option<Tree<'t>>,
) -> Slot<'t> {
    let tree = read(scope.block, node).map(|tree| scope.derived.keep(tree));
    tree.and_then(Tree::root).map_or(Slot::Unknown, Slot::Found)
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
        match passes_slot(key(item, name), Operator::Equal, value, Measure::Plain) {
            Some(true) => return Slot::Found(item),
            Some(false) => {}
            None => unknown = true,
        }
    }
    if unknown { Slot::Unknown } else { Slot::Absent }
}

fn passes_slot(slot: Slot<'_>, operator: Operator, value: &Literal, measure: Measure) -> Option<bool> {
    match slot {
        Slot::Found(node) => passes(node, operator, value, measure),
        Slot::Absent => Some(*value == Literal::Null && operator == Operator::Equal),
        Slot::Unknown => None,
    }
}

/// Whether a condition holds.
pub fn evaluate<'t>(expression: &Expression, scope: Scope<'t>) -> Answer<'t> {
    match expression {
        Expression::And(parts) => all(parts.iter().map(|part| evaluate(part, scope))),
        Expression::Or(parts) => one(parts.iter().map(|part| evaluate(part, scope)), false),
        Expression::Not(inner) => Answer::new(evaluate(inner, scope).holds.map(|holds| !holds), None),
        Expression::Present(path) => {
            one(slots(scope, path, |slot| Some(slot != Slot::Absent)), resolve(scope, path).open)
        }
        Expression::Absent(path) => {
            let there = one(slots(scope, path, |slot| Some(slot != Slot::Absent)), resolve(scope, path).open);
            Answer::new(there.holds.map(|holds| !holds), None)
        }
        Expression::Empty(path) => one(slots(scope, path, is_empty), resolve(scope, path).open),
        Expression::Some(path, inner) => {
            let items = items(scope, path);
            one(items.slots.iter().map(|item| inner_answer(inner, *item, scope)), items.open)
        }
        Expression::Every(path, inner) => {
            let items = items(scope, path);
            let known = all(items.slots.iter().map(|item| inner_answer(inner, *item, scope)));
            if items.open && known.holds == Some(true) { Answer::new(None, None) } else { known }
        }
        Expression::Kind(kind) => Answer::new(scope.block.map(|block| matches_glob(kind, block.kind())), None),
        Expression::Linked(link) => relation::linked(link, scope),
        Expression::Ref(path, inner) => relation::refers(path, inner, scope),
        Expression::Value { path, default, measure, test } => {
            let default = scope.default(default.as_ref());
            let ends = resolve(scope, path);
            let answers = ends.slots.iter().map(|slot| {
                let place = if let Slot::Found(node) = slot { Some(*node) } else { None };
                Answer::new(tested(*slot, default, *measure, test), place)
            });
            one(answers, ends.open)
        }
    }
}

/// Asks something of each end of a path; what is unknown stays unknown.
fn slots<'t>(
    scope: Scope<'t>,
    path: &Path,
    ask: impl Fn(Slot<'t>) -> Option<bool>,
) -> impl Iterator<Item = Answer<'t>> {
    resolve(scope, path).slots.into_iter().map(move |slot| match slot {
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
fn items<'t>(scope: Scope<'t>, path: &Path) -> Ends<'t> {
    let ends = resolve(scope, path);
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
fn inner_answer<'t>(inner: &Expression, item: Slot<'t>, scope: Scope<'t>) -> Answer<'t> {
    let Slot::Found(node) = item else { return Answer::new(None, None) };
    let answer = evaluate(inner, scope.within(node));
    Answer::new(answer.holds, answer.place.or(Some(node)))
}

fn tested(slot: Slot<'_>, default: Fallback<'_>, measure: Measure, test: &Test) -> Option<bool> {
    let compare = |operator: Operator, values: &[Literal]| {
        let answers = values.iter().map(|value| match (slot, default) {
            (Slot::Absent, Fallback::Value(default)) => default_passes(default, operator, value),
            (Slot::Absent, Fallback::Unknown) => None,
            _ => passes_slot(slot, operator, value, measure),
        });
        one(answers.map(|holds| Answer::new(holds, None)), false).holds
    };
    match test {
        Test::Compare(operator, values) => compare(*operator, values),
        Test::Differs(operator, values) => compare(*operator, values).map(|holds| !holds),
        Test::Is(sort) => match (slot, default) {
            (Slot::Found(node), _) => is_of_sort(node, sort),
            (Slot::Absent, Fallback::None) => Some(false),
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
