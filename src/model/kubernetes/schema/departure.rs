//! Where an object departs from the schema of its kind.

use super::super::{Object, SOPS};
use super::custom::{Definitions, NO_FIELDS};
use super::deprecated;
use super::form::{self, NameForm};
use super::format::{self, TextFormat};
use super::limits;
use super::table::{Field, Minor, Schema, Shape, Type};
use super::values::{asked_for, is_quantity, words};
use crate::tree::{Entry, Kind, Node};

/// A place where an object is not as the schema says.
#[derive(Clone, Debug)]
pub struct Departure<'t> {
    /// The map whose field it is about.
    pub owner: Owner<'t>,
    /// What is not so.
    pub fault: Fault<'t>,
}

/// A map of an object, and the type that it should be of.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'t> {
    /// The map.
    pub node: Node<'t>,
    /// Its type in the table; one without fields if it is a custom resource's.
    pub schema: &'static Type,
    /// The schema that the definition of a custom resource gives for it.
    pub custom: Option<Node<'t>>,
    /// The key under which it stands, or under which the list stands that it is an item of; `None` for the object itself.
    pub key: Option<Node<'t>>,
    /// Whether it is an item of a list.
    pub is_item: bool,
}

impl<'t> Owner<'t> {
    /// What it is called in messages: ``Deployment``, `` `securityContext` ``, ``an item of `containers` ``.
    pub fn title(&self) -> String {
        match self.key {
            None => self.node.get("kind").map_or(self.schema.kind(), Node::text).to_owned(),
            Some(key) if self.is_item => format!("an item of `{}`", key.text()),
            Some(key) => format!("`{}`", key.text()),
        }
    }

    /// The names of the fields that it may have in a version.
    pub fn fields(&self, version: Minor) -> Vec<&'t str> {
        let custom = self.custom.and_then(|schema| schema.get("properties")).into_iter().flat_map(Node::entries);
        self.schema.fields(version).map(|field| field.name).chain(custom.map(|entry| entry.key.text())).collect()
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug)]
pub enum Fault<'t> {
    /// There is no such field in this version; the path of the nearest place around or below where there is one, if it is but one.
    Unknown(Entry<'t>, Option<String>),
    /// The value is of another type than this: `a list`, `text`.
    Type(Entry<'t>, Node<'t>, &'static str),
    /// Text is expected, and this is a number or a boolean.
    Unquoted(Entry<'t>, Node<'t>),
    /// A field that has to be there is not.
    Missing(&'t str),
    /// The value is none of the words that the field takes.
    Word(Entry<'t>, Node<'t>, Vec<&'t str>),
    /// The text is not of the format that the schema of a definition names.
    Format(Entry<'t>, Node<'t>, TextFormat),
    /// The text does not match the pattern of the schema of a definition: the text, and the pattern.
    Pattern(Entry<'t>, Node<'t>, Node<'t>),
    /// The value is smaller or larger than the field takes, and what is asked for: `a number from 1 to 100`, `at least 1 item`.
    Limit(Entry<'t>, Node<'t>, String),
    /// The text is no amount.
    Quantity(Entry<'t>, Node<'t>),
    /// The amount is none that a container can be given of this resource, and what is asked for.
    Amount(Entry<'t>, String),
    /// The number is not that of a port.
    Port(Entry<'t>),
    /// The port of the nodes is outside of the usual range.
    NodePort(Entry<'t>),
    /// A name or label is not of the form that it has to have.
    Form(Node<'t>, NameForm),
    /// An item of the list is told from others by this value, and an earlier one has the same.
    Twice(Entry<'t>, Node<'t>, Node<'t>),
    /// A requirement of a selector does not fit its operator: where, and what is wrong.
    Requirement(Node<'t>, &'static str),
    /// A workload's selector is empty: its key.
    EmptySelector(Node<'t>),
    /// No labels can meet both: the key of a label that is asked to be one thing, and what asks it to be another.
    Contradiction(Node<'t>, Node<'t>),
    /// A field, annotation or label that something has replaced, and what to do; empty for a label of nodes that has a new name.
    Deprecated(Node<'t>, &'static str),
}

/// All places where an object departs from the schema of its kind in a version; none if neither the table nor a definition knows the
/// kind. `status` is left out: it is not read from files.
pub fn departures<'t>(object: Object<'t>, definitions: &Definitions<'t>, version: Minor) -> Vec<Departure<'t>> {
    let mut walk = match Schema::get().kind(object.api_version(), object.kind()) {
        Some((schema, _)) => walk(object, schema, version),
        None => {
            // Of several releases of a definition the one that the object is for.
            let all = definitions.of(object).iter().map(|(schema, keeps_all)| {
                let mut walk = custom_walk(object, *schema, version);
                walk.found.retain(|departure| !keeps_all || !matches!(departure.fault, Fault::Unknown(..)));
                walk
            });
            let Some(mut best) = all.min_by_key(|walk| walk.found.len()) else { return Vec::new() };
            if definitions.may_be_filled_in(object) {
                best.found.retain(|departure| !matches!(departure.fault, Fault::Missing(_)));
            }
            best
        }
    };
    let forms = forms(object, &walk);
    walk.found.extend(forms);
    walk.found
}

/// All places where an object departs from the schema of another API version or kind: its fields and their types only.
pub fn departures_from<'t>(object: Object<'t>, api_version: &str, kind: &str, version: Minor) -> Vec<Departure<'t>> {
    let Some((schema, _)) = Schema::get().kind(api_version, kind) else { return Vec::new() };
    walk(object, schema, version).found
}

fn custom_walk<'t>(object: Object<'t>, schema: Node<'t>, version: Minor) -> Walk<'t> {
    let mut walk = Walk { version, around: Vec::new(), visited: Vec::new(), found: Vec::new() };
    let owner = Owner { node: object.node(), schema: &NO_FIELDS, custom: Some(schema), key: None, is_item: false };
    walk.custom_map(owner, schema);
    walk
}

fn walk<'t>(object: Object<'t>, schema: &'static Type, version: Minor) -> Walk<'t> {
    let mut walk = Walk { version, around: Vec::new(), visited: Vec::new(), found: Vec::new() };
    walk.object(Owner { node: object.node(), schema, custom: None, key: None, is_item: false });
    walk
}

/// What the API server checks of the values beyond the schema: names, labels, ports, selectors, lists of distinct items.
fn forms<'t>(object: Object<'t>, walk: &Walk<'t>) -> Vec<Departure<'t>> {
    let mut found = Vec::new();
    let mut faults = Vec::new();
    for owner in &walk.visited {
        if owner.key.is_none() {
            form::of_identity(object, *owner, walk.version, &mut faults);
        }
        // Most types, those of the schemas in definitions above all, have nothing of the kind.
        let is_watched = form::is_watched(owner.schema.name) || deprecated::is_watched(owner.schema.name);
        if is_watched {
            form::of_map(*owner, &mut faults);
        }
        for entry in owner.node.entries() {
            if is_watched {
                form::of_entry(*owner, entry, &mut faults);
                deprecated::faults(*owner, entry, object.kind(), walk.version, &mut faults);
            }
            if entry.value.items().len() > 1
                && let Some(field) = owner.schema.field(entry.key.text(), walk.version)
            {
                form::repeated(entry, &field.keys, &mut faults);
            }
        }
        found.extend(faults.drain(..).map(|fault| Departure { owner: *owner, fault }));
    }
    found
}

/// How many levels below a map a field is looked for that it does not have: `spec.containers` belongs in `spec.template.spec`.
const MOST_LEVELS_DOWN: usize = 2;
/// How many maps around one it is looked for below.
const MOST_LEVELS_UP: usize = 2;
/// Lists of which the first is meant, where others have items of the same type: `initContainers`, `matchFields`.
const USUAL: [&str; 2] = ["containers[]", "matchExpressions[]"];

/// What an object may have beside its fields: what the cluster writes, and what SOPS has encrypted it with.
pub(super) const NOT_APPLIED: [&str; 2] = ["status", SOPS];

/// The keys on the way to the last of some maps.
fn path(owners: &[Owner<'_>]) -> Vec<String> {
    owners.iter().filter_map(|owner| Some(step(owner.key?.text(), owner.is_item))).collect()
}

fn step(key: &str, is_item: bool) -> String {
    if is_item { format!("{key}[]") } else { key.to_owned() }
}

/// Whether text stands in for something that is put there later: `NODE_PORT`, as `sed` scripts like it. Capabilities are written so, too.
fn is_stand_in(owner: Owner<'_>, value: Node<'_>) -> bool {
    owner.schema.name != "core/v1.Capabilities" && value.as_str().is_some_and(form::is_stand_in)
}

/// The way through an object.
pub(super) struct Walk<'t> {
    version: Minor,
    /// The maps around the one at work, the outermost first.
    around: Vec<Owner<'t>>,
    /// All maps with a type.
    pub(super) visited: Vec<Owner<'t>>,
    found: Vec<Departure<'t>>,
}

impl<'t> Walk<'t> {
    pub(super) fn report(&mut self, owner: Owner<'t>, fault: Fault<'t>) {
        self.found.push(Departure { owner, fault });
    }

    pub(super) fn object(&mut self, owner: Owner<'t>) {
        self.around.push(owner);
        self.visited.push(owner);
        self.fields(owner);
        self.around.pop();
    }

    fn fields(&mut self, owner: Owner<'t>) {
        for entry in owner.node.entries() {
            let name = entry.key.text();
            // A directive of a strategic merge patch (`$patch: delete`), a name that is not known, or what is never applied.
            if entry.key.is_unknown() || name.starts_with('$') || owner.key.is_none() && NOT_APPLIED.contains(&name) {
                continue;
            }
            match owner.schema.field(name, self.version) {
                Some(field) => self.value(owner, entry, entry.value, field, &field.shape),
                None => {
                    let elsewhere = self.elsewhere(name);
                    self.report(owner, Fault::Unknown(entry, elsewhere));
                }
            }
        }
        self.missing(owner);
    }

    /// The path of the map near the one at work that may have a field of this name: one around it that has none yet, else the only one
    /// below it or below what is around it, else one around it that has such a field already.
    fn elsewhere(&self, name: &str) -> Option<String> {
        let has = |owner: &Owner<'_>| owner.schema.field(name, self.version).is_some();
        let at = |at: usize| path(&self.around[..=at]).join(".");
        let free = self.around.iter().rposition(|owner| has(owner) && owner.node.lacks(name));
        let levels = self.around.len().saturating_sub(MOST_LEVELS_UP)..=self.around.len();
        let below = || levels.rev().find_map(|length| self.below(&self.around[..length], name));
        free.map(at).or_else(below).or_else(|| self.around.iter().rposition(has).map(at))
    }

    /// The path of the only map below one that may have a field of this name. Below what is around the map at work only what is there
    /// beside it counts.
    fn below(&self, around: &[Owner<'t>], name: &str) -> Option<String> {
        let has = |schema: &Type| schema.field(name, self.version).is_some();
        let owner = around.last()?;
        let own = self.around.get(around.len()).and_then(|inner| inner.key).map(Node::text);
        let is_there = |path: &[String]| {
            let first = path.get(around.len().saturating_sub(1)).map(|step| step.trim_end_matches("[]"));
            own.is_none() || first.is_some_and(|first| Some(first) != own && owner.node.get(first).is_some())
        };
        let mut level = vec![(path(around), owner.schema)];
        for _ in 0..MOST_LEVELS_DOWN {
            let version = self.version;
            let below = level.iter().flat_map(|(path, schema)| {
                schema.fields(version).filter_map(move |field| {
                    let (inner, is_item) = field.shape.named()?;
                    let mut path = path.clone();
                    path.push(step(field.name, is_item));
                    Some((path, Schema::get().named(inner)?))
                })
            });
            level = below.filter(|(path, _)| is_there(path)).collect();
            let holders: Vec<&Vec<String>> =
                level.iter().filter(|(_, schema)| has(schema)).map(|(path, _)| path).collect();
            let usual = || holders.iter().find(|path| path.iter().any(|step| USUAL.contains(&step.as_str())));
            match holders.as_slice() {
                [] => {}
                [path] => return Some(path.join(".")),
                _ => return usual().map(|path| path.join(".")),
            }
        }
        None
    }

    fn missing(&mut self, owner: Owner<'t>) {
        let version = self.version;
        let says = |field: &&Field| field.required.is_some_and(|range| range.contains(version));
        // Nothing is read as 0 or as no text, which is as good as missing; as a map it is one without fields.
        let lacks = |field: &&Field| {
            let is_plain = matches!(field.shape, Shape::Integer | Shape::String);
            let is_status = owner.key.is_none() && field.name == "status";
            !is_status && (owner.node.lacks(field.name) || is_plain && owner.node.absent(&[field.name]))
        };
        let required = owner.schema.fields(version).filter(says).filter(lacks).map(|field| field.name);
        let also = asked_for(owner.schema.name).iter().copied().filter(|name| owner.node.lacks(name));
        let mut missing: Vec<&'static str> = required.chain(also).collect();
        missing.sort_unstable();
        missing.dedup();
        for name in missing {
            self.report(owner, Fault::Missing(name));
        }
    }

    fn value(
        &mut self,
        owner: Owner<'t>,
        entry: Entry<'t>,
        value: Node<'t>,
        field: &'static Field,
        shape: &'static Shape,
    ) {
        if matches!(value.kind(), Kind::Unknown | Kind::Null) || *shape != Shape::String && is_stand_in(owner, value) {
            return;
        }
        match (shape, value.kind()) {
            (Shape::Type(name), Kind::Map) => {
                if let Some(schema) = Schema::get().named(name) {
                    let is_item = matches!(field.shape, Shape::List(_));
                    self.object(Owner { node: value, schema, custom: None, key: Some(entry.key), is_item });
                }
            }
            (Shape::List(item), Kind::Seq) => {
                for node in value.items() {
                    self.value(owner, entry, node, field, item);
                }
            }
            (Shape::Map(item), Kind::Map) => {
                for inner in value.entries() {
                    self.value(owner, inner, inner.value, field, item);
                }
            }
            (Shape::String | Shape::Bytes | Shape::Time, Kind::Int | Kind::Float | Kind::Bool) => {
                self.report(owner, Fault::Unquoted(entry, value));
            }
            (Shape::String, Kind::String) => {
                if let Some(format) = format::fault_of_field(owner.schema.name, field.name, value.text()) {
                    self.report(owner, Fault::Format(entry, value, format));
                }
                let closed = words(owner.schema.name, field.name);
                if let Some(words) = closed.filter(|words| !words.contains(&value.text())) {
                    self.report(owner, Fault::Word(entry, value, words.to_vec()));
                }
            }
            (Shape::Quantity, Kind::String) if !is_quantity(value.text()) => {
                self.report(owner, Fault::Quantity(entry, value));
            }
            // `3.0` is taken for the whole number that it is.
            (Shape::Integer | Shape::IntOrString, Kind::Float) => {
                if value.as_f64().is_none_or(|number| number.fract() != 0.0) {
                    self.report(owner, Fault::Type(entry, value, shape.title()));
                }
            }
            (Shape::Integer | Shape::IntOrString, Kind::Int) => {
                let asked = limits::fault_of_number(owner.schema.name, field.name, value);
                if let Some(asked) = asked {
                    self.report(owner, Fault::Limit(entry, value, asked));
                }
            }
            (Shape::Any, _)
            | (Shape::Object, Kind::Map)
            | (Shape::Bytes | Shape::Time | Shape::Quantity | Shape::IntOrString, Kind::String)
            | (Shape::Boolean, Kind::Bool)
            | (Shape::Number | Shape::Quantity, Kind::Int | Kind::Float) => {}
            _ => self.report(owner, Fault::Type(entry, value, shape.title())),
        }
    }
}
