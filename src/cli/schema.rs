//! `infralint schema`: the JSON Schema of the configuration, made from the rules' pages.

use serde_json::{Map, Value, json};

use crate::config::{DEFAULT_FAIL_ON, FailOn, Level, Preset};
use crate::rule::{OptionValue, Rule};
use crate::rules;
use crate::walk::DEFAULT_LIMIT;

pub(super) fn text() -> String {
    format!("{:#}\n", schema())
}

fn schema() -> Value {
    let strings = json!({ "type": "array", "items": { "type": "string" } });
    let patterns = json!({ "anyOf": [{ "type": "string" }, strings, { "type": "null" }] });
    let exact: Map<String, Value> = rules::all().map(|rule| (rule.id.to_owned(), with_options(rule))).collect();
    let level = json!({ "$ref": "#/$defs/level" });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of infralint",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": {
            "preset": { "description": "Which rules run.", "enum": Preset::ALL.map(Preset::name), "default": Preset::default().name() },
            "fail-on": { "description": "From which severity on the exit code is 1.", "enum": FailOn::ALL.map(FailOn::name), "default": DEFAULT_FAIL_ON.name() },
            "max-file-size": { "description": "The largest file that is read, in MiB.", "type": "integer", "minimum": 1, "maximum": 4095, "default": DEFAULT_LIMIT >> 20 },
            "kubernetes-version": { "description": "The version of Kubernetes that objects are for, 1.25 or later; the newest known unless said.", "type": ["string", "number"] },
            "exclude": { "description": "Files that are not checked, in patterns as in .gitignore.", "$ref": "#/$defs/paths", "default": [] },
            "rules": {
                "description": "How severe rules are, by id or by pattern; the last match wins.",
                "type": ["object", "null"],
                "properties": exact,
                "patternProperties": { "\\*": { "$ref": "#/$defs/setting" } },
                "additionalProperties": false
            },
            "overrides": {
                "description": "Other severities for some files.",
                "type": ["array", "null"],
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths", "rules"],
                    "properties": {
                        "paths": { "$ref": "#/$defs/paths" },
                        "rules": { "type": ["object", "null"], "additionalProperties": { "$ref": "#/$defs/setting" } }
                    }
                }
            }
        },
        "$defs": {
            "level": { "enum": Level::ALL.map(Level::name) },
            "paths": patterns,
            "setting": { "anyOf": [level, { "type": "object", "additionalProperties": false, "properties": { "severity": level } }] }
        }
    })
}

/// What may be said of one rule: a level, or a map with its options.
fn with_options(rule: &'static Rule) -> Value {
    let page = rule.page();
    let level = json!({ "$ref": "#/$defs/level" });
    let options =
        page.options.iter().map(|(name, default)| (name.clone(), option(default, page.closed.contains(name))));
    let properties: Map<String, Value> =
        std::iter::once(("severity".to_owned(), level.clone())).chain(options).collect();
    json!({
        "description": page.title,
        "anyOf": [level, { "type": "object", "additionalProperties": false, "properties": properties }]
    })
}

/// What an option may be: of the kind of its default, and where `is_closed` says so, of no other words.
fn option(default: &OptionValue, is_closed: bool) -> Value {
    match default {
        OptionValue::List(value) if is_closed => {
            let word = json!({ "enum": value });
            json!({ "anyOf": [word, { "type": "array", "items": word }], "default": value })
        }
        OptionValue::Bool(value) => json!({ "type": "boolean", "default": value }),
        OptionValue::Int(value) => json!({ "type": "integer", "default": value }),
        OptionValue::Text(value) => json!({ "type": ["string", "integer"], "default": value }),
        OptionValue::List(value) => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }], "default": value })
        }
    }
}
