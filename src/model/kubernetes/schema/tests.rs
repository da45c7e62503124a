use std::fmt::Write as _;

use proptest::prelude::*;

use super::values::{asked_for, words};
use super::*;
use crate::kind::FileKind;
use crate::model::kubernetes::{Object, objects};
use crate::source::{FileId, Files, SourceFile};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::yaml;
use crate::tree::Node;

/// How deep the objects are that are made: deeper than any workload with its pods.
const DEEPEST: usize = 12;

/// Numbers that look like chance, the same for the same seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn is_one_of(&mut self, many: u64) -> bool {
        self.next().is_multiple_of(many)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let count = u64::try_from(from.len()).expect("a length");
        &from[usize::try_from(self.next() % count).expect("less than a length")]
    }
}

/// Writes objects as the schema wants them, as JSON; with `wild` now and then something else.
struct Writer {
    chance: Chance,
    version: Minor,
    wild: bool,
    names: usize,
    text: String,
}

impl Writer {
    fn object(&mut self, api_version: &str, kind: &str, schema: &Type) {
        let _ = write!(self.text, "{{\"apiVersion\": \"{api_version}\", \"kind\": \"{kind}\"");
        self.fields(schema, &["apiVersion", "kind", "status"], DEEPEST);
        self.text.push('}');
    }

    fn fields(&mut self, schema: &Type, but: &[&str], depth: usize) {
        for field in schema.fields(self.version).filter(|field| !but.contains(&field.name)) {
            let is_required = field.required.is_some_and(|range| range.contains(self.version))
                || asked_for(schema.name).contains(&field.name);
            if !is_required && (depth == 0 || !self.chance.is_one_of(6)) {
                continue;
            }
            if !self.text.ends_with('{') {
                self.text.push_str(", ");
            }
            let _ = write!(self.text, "\"{}\": ", field.name);
            self.value(schema, field.name, &field.shape, depth);
        }
    }

    fn value(&mut self, schema: &Type, field: &str, shape: &Shape, depth: usize) {
        if self.wild && self.chance.is_one_of(5) {
            let wild = [
                "null",
                "7",
                "-1",
                "1.5",
                "true",
                "\"ü\"",
                "\"\"",
                "[]",
                "{}",
                "[1, {\"a\": []}]",
                "{\"é\": [null]}",
                "\"${X}\"",
            ];
            let text = *self.chance.pick(&wild);
            self.text.push_str(text);
            return;
        }
        let depth = depth.saturating_sub(1);
        match shape {
            Shape::String => self.word(schema, field),
            Shape::Boolean => self.text.push_str("true"),
            Shape::Integer | Shape::Number | Shape::IntOrString => self.text.push('8'),
            Shape::Bytes => self.text.push_str("\"YQ==\""),
            Shape::Time => self.text.push_str("\"2026-11-22T10:00:00Z\""),
            Shape::Quantity => self.text.push_str("\"1Gi\""),
            Shape::Any | Shape::Object => self.text.push_str("{\"a\": [1]}"),
            Shape::List(item) => {
                self.text.push('[');
                self.value(schema, field, item, depth);
                self.text.push(']');
            }
            Shape::Map(inner) => {
                self.text.push_str("{\"key\": ");
                self.value(schema, field, inner, depth);
                self.text.push('}');
            }
            Shape::Type(name) => {
                let inner = Schema::get().named(name).expect("it is in the table");
                self.text.push('{');
                if matches!(inner.kind(), "LabelSelectorRequirement" | "NodeSelectorRequirement") {
                    // What goes with the operator is no matter of single fields.
                    self.text.push_str("\"key\": \"key\", \"operator\": \"In\", \"values\": [\"value\"]");
                } else {
                    self.fields(inner, &[], depth);
                }
                self.text.push('}');
            }
        }
    }

    fn word(&mut self, schema: &Type, field: &str) {
        let word = match words(schema.name, field) {
            Some(words) => (*self.chance.pick(words)).to_owned(),
            None => {
                self.names += 1;
                format!("n{}", self.names)
            }
        };
        let _ = write!(self.text, "\"{word}\"");
    }
}

/// An object of some kind and version that the table has, as text.
fn made(seed: u64, wild: bool) -> (String, Minor) {
    let mut chance = Chance(seed);
    let mut kinds: Vec<(&str, &str)> = Schema::get().kinds().collect();
    kinds.retain(|(_, kind)| !kind.ends_with("List"));
    kinds.sort_unstable();
    let (api_version, kind) = *chance.pick(&kinds);
    let (schema, range) = Schema::get().kind(api_version, kind).expect("it is in the table");
    let span = u64::from(range.until - range.from) + 1;
    let version = range.from + u8::try_from(chance.next() % span).expect("a small number");
    let mut writer = Writer { chance, version, wild, names: 0, text: String::new() };
    writer.object(api_version, kind, schema);
    (writer.text, version)
}

fn with_objects<T>(text: &str, then: impl FnOnce(&Files, &[Object<'_>]) -> T) -> T {
    let files = Files::new(vec![SourceFile::new("a.yaml", FileKind::Kubernetes, text)], Vec::new());
    let options = yaml::Options { dialect: yaml::Dialect::Yaml11, placeholders: Placeholders::Kubernetes };
    let (tree, _) = yaml::parse(&files, FileId(0), options);
    then(&files, &objects(&tree))
}

fn with_departures<T>(text: &str, version: Minor, then: impl FnOnce(&Files, Vec<Departure<'_>>) -> T) -> T {
    with_objects(text, |files, all| {
        let mut definitions = Definitions::default();
        for object in all {
            definitions.add(*object);
        }
        then(files, all.iter().flat_map(|object| departures(*object, &definitions, version)).collect())
    })
}

/// The nodes that a fault is about.
fn places<'t>(departure: &Departure<'t>) -> Vec<Node<'t>> {
    let mut found = vec![departure.owner.node];
    found.extend(departure.owner.key);
    match &departure.fault {
        Fault::Unknown(entry, _) | Fault::Amount(entry, _) | Fault::Port(entry) | Fault::NodePort(entry) => {
            found.extend([entry.key, entry.value]);
        }
        Fault::Type(entry, value, _)
        | Fault::Unquoted(entry, value)
        | Fault::Word(entry, value, _)
        | Fault::Format(entry, value, _)
        | Fault::Limit(entry, value, _)
        | Fault::Quantity(entry, value) => found.extend([entry.key, *value]),
        Fault::Twice(entry, one, other) | Fault::Pattern(entry, one, other) => found.extend([entry.key, *one, *other]),
        Fault::Contradiction(one, other) => found.extend([*one, *other]),
        Fault::Form(node, _)
        | Fault::Requirement(node, _)
        | Fault::EmptySelector(node)
        | Fault::Deprecated(node, _) => found.push(*node),
        Fault::Missing(_) => {}
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn an_object_that_is_as_the_schema_says_departs_from_nothing(seed in any::<u64>()) {
        let (text, version) = made(seed, false);
        // Fields and their types only: what is drawn fits the schema and need make no sense. A field may be right and have a successor.
        let found = with_objects(&text, |_, all| {
            let found = all.iter().flat_map(|it| departures_from(*it, it.api_version(), it.kind(), version));
            let is_of_schema = |fault: &Fault<'_>| !matches!(fault, Fault::Deprecated(..) | Fault::Limit(..) | Fault::Format(..));
            let mut wrong = found.filter(|departure| is_of_schema(&departure.fault));
            wrong.next().map(|departure| format!("{:?}", departure.fault))
        });
        prop_assert_eq!(found, None, "1.{}: {}", version, text);
    }

    #[test]
    fn whatever_is_written_the_places_are_in_bounds(seed in any::<u64>(), cut in any::<u16>()) {
        let (mut text, version) = made(seed, true);
        // Now and then the end is missing.
        let at = usize::from(cut) % (4 * text.len()).max(1);
        if at < text.len() && text.is_char_boundary(at) {
            text.truncate(at);
        }
        with_departures(&text, version, |files, found| {
            for node in found.iter().flat_map(places) {
                let (span, length) = (node.span(), text.len());
                let (start, end) = (span.start as usize, span.end as usize);
                prop_assert!(start <= end && end <= length, "{span:?} in {length}: {text}");
                let written = files.get(span.file).text();
                prop_assert!(written.is_char_boundary(start) && written.is_char_boundary(end), "{span:?}: {text}");
            }
            Ok(())
        })?;
    }
}

#[test]
fn the_schema_of_an_old_definition_is_for_all_its_versions() {
    let definition = |keeps: &str| {
        format!(
            "apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata: {{name: widgets.acme.example}}
spec:
  group: acme.example
  names: {{kind: Widget}}
  version: v1
  {keeps}
  validation:
    openAPIV3Schema:
      type: object
      properties:
        spec: {{type: object, properties: {{size: {{type: integer}}}}}}
---
apiVersion: acme.example/v1
kind: Widget
metadata: {{name: one}}
spec: {{size: large, colour: red}}
"
        )
    };
    let faults = |text: &str| {
        with_departures(text, NEWEST, |_, found| {
            let is_widget = |it: &&Departure<'_>| it.owner.custom.is_some();
            found.iter().filter(is_widget).map(|it| matches!(it.fault, Fault::Unknown(..))).collect::<Vec<bool>>()
        })
    };
    assert_eq!(faults(&definition("preserveUnknownFields: false")), [false, true], "a type and a field");
    assert_eq!(faults(&definition("")), [false], "fields that are not named are kept");
}
