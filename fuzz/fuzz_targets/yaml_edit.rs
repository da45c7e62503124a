//! An edit of a file that can be read leaves a file that can be read.
#![no_main]

use infralint::fix::apply::apply;
use infralint::fix::yaml::{self as edit, Value};
use infralint::fix::{Fix, Safety};
use infralint::kind::FileKind;
use infralint::source::{FileId, Files, SourceFile};
use infralint::syntax::yaml::{self, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u16, &str)| {
    let (what, nth, text) = input;
    let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text)], Vec::new());
    let (tree, problems) = yaml::parse(&files, FileId(0), Options::default());
    if !problems.is_empty() || tree.is_empty() {
        return;
    }
    let Some(node) = tree.all().nth(usize::from(nth) % tree.len()) else { return };
    let entry = node.parent().and_then(|map| map.own_entries().find(|entry| entry.value == node));
    let value = Value::entry("y", Value::Seq(vec![Value::text("1"), Value::scalar("x")]));
    let edit = match what % 8 {
        0 => edit::insert(node, "zz", &value),
        1 => edit::insert_first(node, "zz", &value),
        2 => edit::append(node, &value),
        3 => edit::set(node, "a b"),
        4 => entry.and_then(edit::remove),
        5 => edit::remove_item(node),
        6 => entry.and_then(|entry| edit::insert_entry_after(entry, "zz", &value)),
        _ => entry.and_then(|entry| edit::rename_key(entry, "zz")),
    };
    let Some(edit) = edit else { return };
    let fix = Fix { title: String::new(), safety: Safety::Safe, edits: vec![edit] };
    for (_, after) in apply(&files, [&fix]).texts {
        let again = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, after.as_str())], Vec::new());
        let (_, problems) = yaml::parse(&again, FileId(0), Options::default());
        assert!(problems.is_empty(), "{after}");
    }
});
