mod properties;

use proptest::prelude::*;

use super::*;
use crate::fix::{Fix, Safety, apply::apply};
use crate::kind::FileKind;
use crate::source::{FileId, Files, SourceFile};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::{json, yaml};
use crate::tree::Tree;

/// The text after an edit; `None` if there is none.
fn edited(path: &str, text: &str, edit: impl FnOnce(Node<'_>) -> Option<Edit>) -> Option<String> {
    let files = Files::new(vec![SourceFile::new(path, FileKind::Kubernetes, text)], Vec::new());
    let (tree, problems) = read(&files);
    assert_eq!(problems, 0, "{text}");
    let edit = edit(tree.root().unwrap())?;
    let fix = Fix { title: String::new(), safety: Safety::Safe, edits: vec![edit] };
    let mut texts = apply(&files, [&fix]).texts;
    let text = texts.pop().map_or_else(|| text.to_owned(), |(_, text)| text);
    let after = Files::new(vec![SourceFile::new(path, FileKind::Kubernetes, text.as_str())], Vec::new());
    assert_eq!(read(&after).1, 0, "the edit breaks the file: {text}");
    Some(text)
}

fn read(files: &Files) -> (Tree<'_>, usize) {
    let file = FileId(0);
    let (tree, problems) = if files.get(file).name() == "x.json" {
        json::parse(files, file, Placeholders::None)
    } else {
        yaml::parse(files, file, yaml::Options::default())
    };
    (tree, problems.len())
}

fn yaml_edit(text: &str, edit: impl FnOnce(Node<'_>) -> Option<Edit>) -> String {
    edited("x.yaml", text, edit).unwrap_or_else(|| "-".to_owned())
}

fn json_edit(text: &str, edit: impl FnOnce(Node<'_>) -> Option<Edit>) -> String {
    edited("x.json", text, edit).unwrap_or_else(|| "-".to_owned())
}

#[test]
fn set_keeps_the_quotes_and_adds_them_where_needed() {
    let set_a = |text: &str, value: &str| yaml_edit(text, |root| set(root.get("a")?, value));
    assert_eq!(set_a("a: true # why\n", "false"), "a: false # why\n");
    assert_eq!(set_a("a: 'x'\n", "it's"), "a: 'it''s'\n");
    assert_eq!(set_a("a: \"x\"\n", "a\\\"\n"), "a: \"a\\\\\\\"\\n\"\n");
    assert_eq!(set_a("a: x\n", "b: c"), "a: \"b: c\"\n");
    assert_eq!(set_a("{a: x}\n", "b, c"), "{a: \"b, c\"}\n");
    assert_eq!(set_a("a:\nb: 1\n", "x"), "a: x\nb: 1\n");
    assert_eq!(set_a("a: |\n  x\n", "y"), "-");
    assert_eq!(set_a("a: !x y\n", "z"), "-");
    assert_eq!(set_a("a: &x 1\nb: *x\n", "2"), "-");
    assert_eq!(yaml_edit("a: &x 1\nb: *x\n", |root| set(root.get("b")?, "2")), "-");
    assert_eq!(json_edit("{\"a\": 1}", |root| set(root.get("a")?, "x")), "{\"a\": \"x\"}");
    assert_eq!(json_edit("{\"a\": true}", |root| set(root.get("a")?, "false")), "{\"a\": false}");
}

fn limits() -> Value {
    Value::Map(vec![
        ("limits".into(), Value::entry("memory", Value::scalar("1Gi"))),
        ("args".into(), Value::Seq(vec![Value::text("8080"), Value::entry("a", Value::scalar("b"))])),
    ])
}

#[test]
fn insert_writes_as_the_file_does() {
    let cases = [
        ("a:\n  b: 1 # x\nc: 2\n", "a:\n  b: 1 # x\n  k: v\nc: 2\n"),
        (
            "a:\n    b:\n        c: 1\n    d: |\n        text\n\n# end\n",
            "a:\n    b:\n        c: 1\n    d: |\n        text\n    k: v\n\n# end\n",
        ),
        ("a:\n- 1\n- b: 1", "-"),
        ("a: {}\n", "a: {k: v}\n"),
        ("a: {b: 1}\n", "a: {b: 1, k: v}\n"),
        ("a: {\n  b: 1, # x\n  c: 2 # y\n}\n", "a: {\n  b: 1, # x\n  c: 2,\n  k: v # y\n}\n"),
        ("a:\r\n  b:\r\n", "a:\r\n  b:\r\n  k: v\r\n"),
        ("x: &x {}\na:\n  <<: *x\n", "x: &x {}\na:\n  <<: *x\n  k: v\n"),
        ("a:\n  b: |+\n    x\n\nc: 1\n", "-"),
        ("a:\n  b: [1,\n    2]\n", "a:\n  b: [1,\n    2]\n  k: v\n"),
    ];
    for (before, after) in cases {
        assert_eq!(yaml_edit(before, |root| insert(root.get("a")?, "k", &Value::scalar("v"))), after, "{before}");
    }
    let item = |root: Node<'_>| insert(root.get("a")?.items().last()?, "resources", &limits());
    let written = "resources:\n    limits:\n      memory: 1Gi\n    args:\n    - \"8080\"\n    - a: b\n";
    assert_eq!(yaml_edit("a:\n- n: x\n  i: y\n", item), format!("a:\n- n: x\n  i: y\n  {written}"));
    let nested = "a:\n  - n:\n      i: y\n    resources:\n      limits:\n        memory: 1Gi\n      args:\n        - \"8080\"\n        - a: b\n";
    assert_eq!(yaml_edit("a:\n  - n:\n      i: y\n", item), nested);
}

#[test]
fn json_gets_commas_quotes_and_lines() {
    let before = "{\n    \"a\": {\n        \"b\": 1\n    }\n}\n";
    let after = "{\n    \"a\": {\n        \"b\": 1,\n        \"k\": {\n            \"limits\": {\n                \"memory\": \"1Gi\"\n            },\n            \"args\": [\n                \"8080\",\n                {\n                    \"a\": \"b\"\n                }\n            ]\n        }\n    }\n}\n";
    assert_eq!(json_edit(before, |root| insert(root.get("a")?, "k", &limits())), after);
    assert_eq!(
        json_edit("{\"a\": {}}", |root| insert(root.get("a")?, "k", &Value::scalar("1"))),
        "{\"a\": {\n  \"k\": 1\n}}"
    );
    assert_eq!(json_edit("{\"a\": [1]}", |root| append(root.get("a")?, &Value::text("1"))), "{\"a\": [1, \"1\"]}");
    assert_eq!(json_edit(before, |root| remove(root.entry("a")?)), "{\n    \n}\n");
}

#[test]
fn insert_first_and_after_an_entry() {
    let first = |text: &str| {
        yaml_edit(text, |root| insert_first(root.items().next().unwrap_or(root), "k", &Value::scalar("v")))
    };
    assert_eq!(first("a: 1\n"), "k: v\na: 1\n");
    assert_eq!(first("- a: 1\n  b: 2\n"), "- k: v\n  a: 1\n  b: 2\n");
    assert_eq!(first("- {a: 1}\n"), "- {k: v, a: 1}\n");
    let after = |text: &str| yaml_edit(text, |root| insert_entry_after(root.entry("a")?, "k", &Value::scalar("v")));
    assert_eq!(after("a:\n  b:\n    - 1 # x\nc: 2\n"), "a:\n  b:\n    - 1 # x\nk: v\nc: 2\n");
    assert_eq!(after("{a: [1], b: 2}\n"), "{a: [1], k: v, b: 2}\n");
    let lines = |text: &str| yaml_edit(text, |root| insert_after(root.at(&["a"])?.entry("b")?, &["k:", "  l: 1"]));
    assert_eq!(lines("a:\n  b:\n    c: 1\n  d: 2\n"), "a:\n  b:\n    c: 1\n  k:\n    l: 1\n  d: 2\n");
}

#[test]
fn lines_go_above_the_comments_of_an_entry() {
    let before =
        |text: &str| yaml_edit(text, |root| insert_before(root.entry("jobs")?, &["permissions:", "  contents: read"]));
    assert_eq!(
        before("on: push\n\n# all jobs\njobs: 1\n"),
        "on: push\n\npermissions:\n  contents: read\n\n# all jobs\njobs: 1\n"
    );
    assert_eq!(before("on: push\njobs: 1\n"), "on: push\npermissions:\n  contents: read\njobs: 1\n");
}

#[test]
fn remove_takes_the_line_and_its_comment() {
    let remove_b =
        |text: &str| yaml_edit(text, |root| remove(root.get("a")?.items().next().or(root.get("a"))?.entry("b")?));
    assert_eq!(remove_b("a:\n  # keep\n  b: 1 # go\n  c: 2\n"), "a:\n  # keep\n  c: 2\n");
    assert_eq!(remove_b("a:\n  c: 2\n  b:\n    d: 1"), "a:\n  c: 2");
    assert_eq!(remove_b("a:\n- b: 1 # go\n  c: 2\n"), "a:\n- c: 2\n");
    assert_eq!(remove_b("a:\n- b: 1\n  # stays\n  c: 2\n"), "-");
    assert_eq!(remove_b("a:\n  b: 1\nd: 1\n"), "a: {}\nd: 1\n");
    assert_eq!(remove_b("a:\n  # why\n  b: 1\nd: 1\n"), "-");
    assert_eq!(remove_b("a: {b: 1, c: 2}\n"), "a: {c: 2}\n");
    assert_eq!(remove_b("a: {c: 2, b: 1}\n"), "a: {c: 2}\n");
    assert_eq!(remove_b("a: {b: 1}\n"), "a: {}\n");
    assert_eq!(remove_b("x: &x {}\na: {b: 1, <<: *x}\n"), "x: &x {}\na: {<<: *x}\n");
    assert_eq!(remove_b("x: &x {}\na:\n  <<: *x\n  b: 1\n"), "x: &x {}\na:\n  <<: *x\n");
    assert_eq!(remove_b("a:\n  c: 1\n  b: |+\n    x\n\n"), "-");
}

#[test]
fn items_are_appended_and_removed() {
    let append_a = |text: &str| yaml_edit(text, |root| append(root.get("a")?, &Value::scalar("z")));
    assert_eq!(append_a("a:\n- x # c\nb: 1\n"), "a:\n- x # c\n- z\nb: 1\n");
    assert_eq!(append_a("a:\n    - b: 1\n      c: |\n        x\n"), "a:\n    - b: 1\n      c: |\n        x\n    - z\n");
    assert_eq!(append_a("a: [x, y]\n"), "a: [x, y, z]\n");
    assert_eq!(append_a("a: []\n"), "a: [z]\n");
    assert_eq!(append_a("a:\n  -\n"), "a:\n  -\n  - z\n");
    let entry = |root: Node<'_>| {
        append(root.get("a")?, &Value::Map(vec![("k".into(), Value::scalar("v")), ("l".into(), limits())]))
    };
    let written = "k: v\n    l:\n      limits:\n        memory: 1Gi\n      args:\n        - \"8080\"\n        - a: b\n";
    assert_eq!(yaml_edit("a:\n  - x\n", entry), format!("a:\n  - x\n  - {written}"));
    let remove_first = |text: &str| yaml_edit(text, |root| remove_item(root.get("a")?.items().next()?));
    assert_eq!(remove_first("a:\n  - b: 1\n    c: 2 # go\n  - d\n"), "a:\n  - d\n");
    assert_eq!(remove_first("a:\n- x\nb: 1\n"), "a: []\nb: 1\n");
    assert_eq!(remove_first("a: [x, y]\n"), "a: [y]\n");
    assert_eq!(remove_first("a: [x]\n"), "a: []\n");
}

#[test]
fn keys_are_renamed_and_values_replaced() {
    assert_eq!(yaml_edit("a: 1\n'b': 2\n", |root| rename_key(root.entry("b")?, "c")), "a: 1\n'c': 2\n");
    assert_eq!(yaml_edit("a: 1\nb: 2\n", |root| rename_key(root.entry("a")?, "b")), "-");
    let list = Value::Seq(vec![Value::scalar("x"), Value::text("1")]);
    assert_eq!(yaml_edit("a: x # c\n", |root| replace(root.get("a")?, &list)), "a: [x, \"1\"] # c\n");
    assert_eq!(yaml_edit("a:\n", |root| replace(root.get("a")?, &list)), "a: [x, \"1\"]\n");
    assert_eq!(yaml_edit("a:\n  b: 1\n", |root| replace(root.get("a")?, &list)), "-");
}

#[test]
fn values_are_put_at_the_end_of_a_path() {
    let put_x = |text: &str| yaml_edit(text, |root| put(root, &["a", "b", "c"], &Value::scalar("1")));
    assert_eq!(put_x("d: 1\n"), "d: 1\na:\n  b:\n    c: 1\n");
    assert_eq!(put_x("a:\n  d: 1\ne: 2\n"), "a:\n  d: 1\n  b:\n    c: 1\ne: 2\n");
    assert_eq!(put_x("a:\n  b: {c: 0, d: 1}\n"), "a:\n  b: {c: 1, d: 1}\n");
    assert_eq!(put_x("a:\n  b:\n"), "a:\n  b: {c: 1}\n");
    assert_eq!(put_x("a: &x {b: {}}\ne: *x\n"), "-");
    assert_eq!(put_x("a: text\n"), "-");
}

#[test]
fn text_that_looks_like_something_else_is_quoted() {
    for text in ["1.0", "yes", "null", "22:22", "1e3", "2001-01-01", "0x1f", "~", "", "-", "a: b", "#", " x", ".inf"] {
        let written = yaml_edit("a: []\n", |root| append(root.get("a")?, &Value::text(text)));
        assert_eq!(written, format!("a: [\"{text}\"]\n"));
    }
    for text in ["nginx:1.25", "10m", "1Gi", "-x", "a#b", "/bin/sh", "v1.2"] {
        let written = yaml_edit("a: []\n", |root| append(root.get("a")?, &Value::text(text)));
        assert_eq!(written, format!("a: [{text}]\n"));
    }
}

#[test]
fn entries_and_items_move_byte_for_byte() {
    let sort = |text: &str| {
        let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text)], Vec::new());
        let (tree, _) = read(&files);
        let root = tree.root().unwrap();
        let collection = root.get("a").unwrap_or(root);
        let count = collection.written_children().count();
        let edits = reorder(collection, &(0..count).rev().collect::<Vec<_>>())?;
        let fix = Fix { title: String::new(), safety: Safety::Safe, edits };
        apply(&files, [&fix]).texts.pop().map(|(_, text)| text)
    };
    let sorted = |text: &str| sort(text).unwrap_or_else(|| "-".to_owned());
    assert_eq!(
        sorted("a:\n  b: 1\n\n  c:\n    # d\n    - 'e'\nf: 1\n"),
        "a:\n  c:\n    # d\n    - 'e'\n\n  b: 1\nf: 1\n"
    );
    assert_eq!(sorted("a: [b, {c: d}, \"e\"]\n"), "a: [\"e\", {c: d}, b]\n");
    assert_eq!(sorted("a:\r\n- b: 1\r\n  c: 2\r\n- d\r\n"), "a:\r\n- d\r\n- b: 1\r\n  c: 2\r\n");
    assert_eq!(sorted("a:\n  b: |\n    x\n  d:\n"), "a:\n  d:\n  b: |\n    x\n");
    let kept = [
        "a:\n  b: 1 # c\n  d: 2\n",
        "a:\n  b: 1\n  d: 2 # c\n",
        "a:\n  # c\n  b: 1\n  d: 2\n",
        "a:\n  b: &x 1\n  d: *x\n",
        "a:\n  <<: {x: 1}\n  d: 1\n",
        "a:\n  b: |+\n    x\n\n  d: 2\n",
        "a:\n  b: 1\n  d: |\n    x",
    ];
    for text in kept {
        assert_eq!(sort(text), None, "{text}");
    }
}

#[test]
fn what_moves_takes_the_blanks_behind_it_along() {
    let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, "b:\n  c: 1  \na: 2\n")], Vec::new());
    let (tree, _) = read(&files);
    let root = tree.root().unwrap();
    let fix = |edits| Fix { title: String::new(), safety: Safety::Safe, edits };
    let sorted = fix(sort_keys(root).unwrap());
    // Added behind the blanks, it would come to stand below `a`.
    let added = fix(vec![insert(root.get("b").unwrap(), "d", &Value::scalar("3")).unwrap()]);
    let (_, text) = apply(&files, [&sorted, &added]).texts.pop().unwrap();
    assert_eq!(text, "a: 2  \nb:\n  c: 1\n");
}

#[test]
fn keys_of_all_levels_are_sorted_at_once() {
    let sort = |text: &str| {
        let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text)], Vec::new());
        let (tree, _) = read(&files);
        let fix = Fix { title: String::new(), safety: Safety::Safe, edits: sort_keys(tree.root().unwrap())? };
        apply(&files, [&fix]).texts.pop().map(|(_, text)| text)
    };
    for (before, after) in [
        (
            "b:\n  d: 1\n  c:\n    - f: {h: 1, g: 2}\n      e: x\na: 0\n",
            "a: 0\nb:\n  c:\n    - e: x\n      f: {g: 2, h: 1}\n  d: 1\n",
        ),
        ("a: 0\nb:\n  d: 1\n  c: 2\n", "a: 0\nb:\n  c: 2\n  d: 1\n"),
        // A level with a comment between its keys stays, those below it do not.
        ("b:\n  d: 1\n  c: 2\n# why\na: 0\n", "b:\n  c: 2\n  d: 1\n# why\na: 0\n"),
        (
            "b:\n  d: &x {f: 1, e: 2}\n  c: *x\na:\n  h: 1\n  g: 2\n",
            "b:\n  d: &x {f: 1, e: 2}\n  c: *x\na:\n  g: 2\n  h: 1\n",
        ),
    ] {
        assert_eq!(sort(before).as_deref(), Some(after));
        assert_eq!(sort(after), None);
    }
}
