//! The schemas of custom resources, as the `CustomResourceDefinition` objects of the tree give them. Source: "Extend the Kubernetes API
//! with `CustomResourceDefinitions`", specifying a structural schema. `apiextensions.k8s.io/v1` asks for one; in `v1beta1`, which was served
//! until 1.21, one schema may be for all versions, and fields that it does not name are kept unless `preserveUnknownFields` is false.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Object;
use super::departure::{Fault, NOT_APPLIED, Owner, Walk};
use super::format::TextFormat;
use super::table::{Schema, Type};
use super::{form, limits, pattern};
use crate::tree::{Entry, Kind, Node};

/// How many definitions of one kind are compared: a repository may hold several releases of one.
const MOST_DEFINITIONS: usize = 8;

/// A schema of a definition, and whether fields are kept that it does not name.
pub(super) type Given<'t> = (Node<'t>, bool);

/// What the definitions say, by group, version and kind.
#[derive(Debug, Default)]
pub struct Definitions<'t> {
    schemas: FxHashMap<(&'t str, &'t str, &'t str), Vec<Given<'t>>>,
    /// The groups whose objects a mutating webhook of the tree may change; `*` for all.
    mutated: FxHashSet<&'t str>,
}

impl<'t> Definitions<'t> {
    /// Takes in an object, if it is a definition or names a webhook that changes objects.
    pub fn add(&mut self, object: Object<'t>) {
        if object.kind() == "MutatingWebhookConfiguration" {
            for webhook in object.node().get("webhooks").into_iter().flat_map(Node::items) {
                let rules = webhook.get("rules").into_iter().flat_map(Node::items);
                let groups = rules.flat_map(|rule| rule.get("apiGroups").into_iter().flat_map(Node::items));
                self.mutated.extend(groups.map(|group| group.as_str().unwrap_or("*")));
                // Where there are none its controller writes them.
                self.mutated.extend(webhook.get("rules").is_none().then_some("*"));
            }
        }
        let old = object.api_version() == "apiextensions.k8s.io/v1beta1";
        if object.kind() != "CustomResourceDefinition" || !old && object.api_version() != "apiextensions.k8s.io/v1" {
            return;
        }
        let node = object.node();
        let text = |path: &[&str]| node.at(path).and_then(Node::as_str);
        let (Some(group), Some(kind)) = (text(&["spec", "group"]), text(&["spec", "names", "kind"])) else { return };
        let keeps = node.at(&["spec", "preserveUnknownFields"]);
        let keeps_all = if old { keeps.is_none_or(|it| it.as_bool() != Some(false)) } else { false };
        if !old && keeps.is_some_and(|it| it.as_bool() != Some(false)) {
            return;
        }
        let of_all = node.at(&["spec", "validation"]).filter(|_| old);
        let versions = node.at(&["spec", "versions"]).into_iter().flat_map(Node::items);
        let named = versions.map(|version| (version.get("name"), version.get("schema").or(of_all)));
        let single = node.at(&["spec", "version"]).filter(|_| old).map(|name| (Some(name), of_all));
        for (name, schema) in named.chain(single) {
            let schema = schema.and_then(|schema| schema.get("openAPIV3Schema")).filter(|schema| schema.is_map());
            if let Some((name, schema)) = name.and_then(Node::as_str).zip(schema) {
                let known = self.schemas.entry((group, name, kind)).or_default();
                if known.len() <= MOST_DEFINITIONS && !known.iter().any(|(other, _)| *other == schema) {
                    known.push((schema, keeps_all));
                }
            }
        }
    }

    /// Whether a webhook may put in what an object lacks: webhooks come before the schema is asked.
    pub(super) fn may_be_filled_in(&self, object: Object<'_>) -> bool {
        self.mutated.contains("*") || self.mutated.contains(object.group())
    }

    /// The schemas that are given for the kind of an object. Where there are too many, none: what one more says cannot be told.
    pub(super) fn of(&self, object: Object<'t>) -> &[Given<'t>] {
        let version = object.api_version().rsplit_once('/').map_or("", |(_, version)| version);
        let known = self.schemas.get(&(object.group(), version, object.kind())).map_or(&[][..], Vec::as_slice);
        if known.len() > MOST_DEFINITIONS { &[] } else { known }
    }
}

/// The fields that the table has for a map of which a definition gives the schema: none.
pub(super) static NO_FIELDS: Type = Type::empty();

fn says(schema: Node<'_>, key: &str) -> bool {
    schema.get(key).is_some_and(|value| value.as_bool() != Some(false))
}

impl<'t> Walk<'t> {
    /// A map of which a definition gives the schema.
    pub(super) fn custom_map(&mut self, owner: Owner<'t>, schema: Node<'t>) {
        self.visited.push(owner);
        let properties = schema.get("properties").filter(|properties| properties.is_map());
        let additional = schema.get("additionalProperties");
        let is_free = says(schema, "x-kubernetes-preserve-unknown-fields")
            || properties.is_none_or(Node::is_open)
            || additional.is_some()
            || schema.is_open();
        let is_object = owner.key.is_none() || says(schema, "x-kubernetes-embedded-resource");
        for entry in owner.node.entries() {
            let name = entry.key.text();
            let is_identity = is_object && matches!(name, "apiVersion" | "kind" | "metadata");
            if is_identity {
                self.identity(entry);
            } else if entry.key.is_unknown()
                || name.starts_with('$')
                || owner.key.is_none() && NOT_APPLIED.contains(&name)
            {
                // A directive of a patch, a name that is not known, or what is not read from files.
            } else if let Some(field) = properties.and_then(|properties| properties.get(name)) {
                self.custom_value(owner, entry, entry.value, field);
            } else if let Some(field) = additional.filter(|additional| additional.is_map()) {
                self.custom_value(owner, entry, entry.value, field);
            } else if !is_free {
                self.report(owner, Fault::Unknown(entry, None));
            }
        }
        for name in schema.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str) {
            let has_default = || schema.at(&["properties", name, "default"]).is_some();
            let is_identity = is_object && matches!(name, "apiVersion" | "kind" | "metadata");
            if name != "status" && !is_identity && owner.node.lacks(name) && !has_default() {
                self.report(owner, Fault::Missing(name));
            }
        }
    }

    /// `metadata` is the same for all objects.
    fn identity(&mut self, entry: Entry<'t>) {
        if let Some(schema) = Schema::get().named("meta/v1.ObjectMeta").filter(|_| entry.key.text() == "metadata")
            && entry.value.is_map()
        {
            self.object(Owner { node: entry.value, schema, custom: None, key: Some(entry.key), is_item: false });
        }
    }

    fn custom_value(&mut self, owner: Owner<'t>, entry: Entry<'t>, value: Node<'t>, schema: Node<'t>) {
        let kind = value.kind();
        let expected = schema.get("type").and_then(Node::as_str).unwrap_or_default();
        if matches!(kind, Kind::Unknown | Kind::Null)
            || expected != "string" && value.as_str().is_some_and(form::is_stand_in)
        {
            return;
        }
        if says(schema, "x-kubernetes-int-or-string") {
            if matches!(kind, Kind::Int | Kind::Float | Kind::String) {
                self.bounded(owner, entry, value, schema);
            } else {
                self.report(owner, Fault::Type(entry, value, "a whole number or text"));
            }
            return;
        }
        match (expected, kind) {
            ("object" | "", Kind::Map) => {
                let is_item = value != entry.value;
                let inner =
                    Owner { node: value, schema: &NO_FIELDS, custom: Some(schema), key: Some(entry.key), is_item };
                self.custom_map(inner, schema);
                self.bounded(owner, entry, value, schema);
            }
            ("array" | "", Kind::Seq) => {
                self.bounded(owner, entry, value, schema);
                let Some(items) = schema.get("items") else { return };
                for item in value.items() {
                    self.custom_value(owner, entry, item, items);
                }
            }
            ("string", Kind::Int | Kind::Float | Kind::Bool) => self.report(owner, Fault::Unquoted(entry, value)),
            ("string", Kind::String) => {
                self.listed(owner, entry, value, schema);
                self.formatted(owner, entry, value, schema);
                self.bounded(owner, entry, value, schema);
            }
            ("integer", Kind::Int) | ("number", Kind::Int | Kind::Float) => {
                self.listed(owner, entry, value, schema);
                self.bounded(owner, entry, value, schema);
            }
            ("integer", Kind::Float) if value.as_f64().is_some_and(|number| number.fract() == 0.0) => {}
            ("boolean", Kind::Bool) => {}
            _ => {
                if let Some(title) = title(expected) {
                    self.report(owner, Fault::Type(entry, value, title));
                }
            }
        }
    }

    /// Holds a text to the format that the schema names, if it does.
    fn formatted(&mut self, owner: Owner<'t>, entry: Entry<'t>, value: Node<'t>, schema: Node<'t>) {
        let Some(format) = schema.get("format").and_then(Node::as_str).and_then(TextFormat::named) else { return };
        let text = value.text();
        if !text.is_empty() && !format.fits(text) && !form::is_stand_in(text) {
            self.report(owner, Fault::Format(entry, value, format));
        }
    }

    /// Holds a value to how small and how large the schema lets it be, and a text to its pattern.
    fn bounded(&mut self, owner: Owner<'t>, entry: Entry<'t>, value: Node<'t>, schema: Node<'t>) {
        if value.as_str().is_some_and(|text| text.is_empty() || form::is_stand_in(text)) {
            return;
        }
        if let Some(asked) = limits::fault_by_schema(schema, value) {
            self.report(owner, Fault::Limit(entry, value, asked));
        } else if let Some((pattern, text)) = schema.get("pattern").zip(value.as_str())
            && pattern.as_str().is_some_and(|pattern| pattern::matches(pattern, text) == Some(false))
        {
            self.report(owner, Fault::Pattern(entry, value, pattern));
        }
    }

    /// Compares a value with those that the schema lists, if it does.
    fn listed(&mut self, owner: Owner<'t>, entry: Entry<'t>, value: Node<'t>, schema: Node<'t>) {
        let Some(listed) = schema.get("enum").filter(|listed| listed.is_seq() && !listed.is_open()) else { return };
        let words: Vec<&'t str> = listed.items().map(Node::text).collect();
        let is_known = listed.items().all(|word| !word.is_unknown());
        if is_known && !words.contains(&value.text()) && !form::is_stand_in(value.text()) {
            self.report(owner, Fault::Word(entry, value, words));
        }
    }
}

/// What a type of a structural schema is called in messages.
fn title(expected: &str) -> Option<&'static str> {
    Some(match expected {
        "object" => "a map",
        "array" => "a list",
        "string" => "text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        _ => return None,
    })
}
