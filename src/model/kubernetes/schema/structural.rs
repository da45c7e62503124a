//! Whether the schema in a definition is structural. Source: "Specifying a structural schema" in the documentation of custom resources.

use crate::tree::Node;

/// A part of a schema that does not say of what type it is.
#[derive(Clone, Debug)]
pub struct Untyped<'t> {
    /// The key under which it stands, or itself.
    pub place: Node<'t>,
    /// What it describes: `the object`, a field, or an item or a value of one.
    pub what: String,
}

/// The parts of a schema that surely do not say of what type they are, and have to.
pub fn untyped(schema: Node<'_>) -> Vec<Untyped<'_>> {
    let mut found = Vec::new();
    collect(schema, "the object", &mut found);
    found
}

fn collect<'t>(schema: Node<'t>, what: &str, found: &mut Vec<Untyped<'t>>) {
    const FREE: [&str; 3] = ["$ref", "x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields"];
    if schema.is_map() && schema.absent(&["type"]) && FREE.iter().all(|key| schema.absent(&[key])) {
        let place = schema.as_entry().map_or(schema, |entry| entry.key);
        found.push(Untyped { place, what: what.to_owned() });
    }
    for property in schema.get("properties").into_iter().flat_map(Node::entries) {
        collect(property.value, &format!("`{}`", property.key.text()), found);
    }
    for (key, part) in [("items", "an item of"), ("additionalProperties", "a value of")] {
        if let Some(inner) = schema.get(key).filter(|inner| inner.is_map()) {
            collect(inner, &format!("{part} {what}"), found);
        }
    }
}
