use proptest::prelude::*;

use super::*;
use crate::kind::FileKind;
use crate::source::SourceFile;
use crate::tree::Kind;

fn read(text: &str, kind: FileKind, check: impl FnOnce(&Tree<'_>, &[Problem])) {
    let files = Files::new(vec![SourceFile::new("x.json", kind, text)], Vec::new());
    let (tree, problems) = parse(&files, FileId(0), Placeholders::Kubernetes);
    check(&tree, &problems);
}

fn problems(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    read(text, FileKind::Kubernetes, |tree, problems| {
        found = problems.iter().map(|it| (tree.files().text(it.span).to_owned(), it.message.clone())).collect();
    });
    found
}

fn shown(text: &str) -> String {
    let mut shown = String::new();
    read(text, FileKind::Kubernetes, |tree, _| shown = format!("{:?}", tree.roots().collect::<Vec<_>>()));
    shown
}

#[test]
fn values_get_their_kinds_and_spans() {
    let text = "\u{feff}{\"a\": [1, -2.5e3, true, null, \"x\\u00e9\\n\"], \"b\": {}}\r\n";
    read(text, FileKind::Kubernetes, |tree, problems| {
        assert_eq!(problems, []);
        let root = tree.root().unwrap();
        let kinds: Vec<_> = root.get("a").unwrap().items().map(|item| (item.kind(), item.text())).collect();
        let expected = [
            (Kind::Int, "1"),
            (Kind::Float, "-2.5e3"),
            (Kind::Bool, "true"),
            (Kind::Null, "null"),
            (Kind::String, "xé\n"),
        ];
        assert_eq!(kinds, expected);
        let text = root.get("a").unwrap().items().last().unwrap();
        assert_eq!(tree.files().text(text.span_of(1..3)), "\\u00e9");
        assert_eq!(tree.files().text(root.get("b").unwrap().span()), "{}");
        assert!(root.lacks("c"));
    });
    assert_eq!(shown("{\"image\": \"${X}\"} {}"), "[{String(\"image\"): Unknown(\"${X}\")}, {}]");
}

#[test]
fn errors_are_told_and_the_rest_is_read() {
    let cases = [
        ("{\"a\": 1 \"b\": 2}", "", "a comma is missing here", r#"[{String("a"): Int("1"), String("b"): Int("2")}]"#),
        (
            "{\"a\": [1, 2,], \"b\": 3}",
            ",",
            "no comma may stand before the closing bracket",
            r#"[{String("a"): [Int("1"), Int("2")], String("b"): Int("3")}]"#,
        ),
        ("{\"a\" 1}", "", "a `:` is missing here", r#"[{String("a"): Int("1")}]"#),
        ("{a: 1}", "a", "a key has to be text in double quotes", r#"[{String("a"): Int("1")}]"#),
        ("{\"a\": }", "}", "a value is missing before this", r#"[{String("a"): Null("")}]"#),
        (
            "{\"a\": , \"b\": 1}",
            ",",
            "a value is missing before this",
            r#"[{String("a"): Null(""), String("b"): Int("1")}]"#,
        ),
        ("{\"a\": [1}", "[", "this `[` is never closed", r#"[{String("a"): [Int("1")]}]"#),
        ("{\"a\": 1", "{", "this `{` is never closed", r#"[{String("a"): Int("1")}]"#),
        ("{\"a\": 1}]", "]", "this bracket closes nothing", r#"[{String("a"): Int("1")}]"#),
        ("{\"a\": \"b\n}", "\"b", "this string is never closed", r#"[{String("a"): String("b")}]"#),
        ("{\"a\": \"\\q\"}", "\\q", "JSON does not know this escape", r#"[{String("a"): String("\\q")}]"#),
        ("{\"a\": 01}", "01", "this is no JSON value", r#"[{String("a"): Unknown("01")}]"#),
        ("// x\n{}", "// x", "JSON has no comments", "[{}]"),
    ];
    for (text, at, message, tree) in cases {
        assert_eq!(problems(text), [(at.to_owned(), message.to_owned())], "{text}");
        assert_eq!(shown(text), tree, "{text}");
    }
}

#[test]
fn maps_with_errors_are_open() {
    read("{\"a\": {\"b\" 1}}", FileKind::Kubernetes, |tree, _| {
        assert!(!tree.root().unwrap().lacks("x") && !tree.root().unwrap().get("a").unwrap().lacks("x"));
    });
}

#[test]
fn keys_that_are_there_twice_are_told_but_in_terraform_they_are_blocks() {
    let text = "{\"a\": 1, \"b\": {\"a\": 1}, \"a\": 2}";
    assert_eq!(problems(text), [("\"a\"".to_owned(), "key `a` is there twice in this map".to_owned())]);
    read(text, FileKind::TerraformJson, |_, problems| assert_eq!(problems, []));
}

#[test]
fn hostile_nesting_is_a_problem_not_an_overflow() {
    let deep = "[".repeat(100_000);
    assert!(problems(&deep).iter().any(|(_, message)| message.contains("too deeply")));
    let deep = "{\"a\":".repeat(100_000);
    assert!(problems(&deep).iter().any(|(_, message)| message.contains("too deeply")));
    assert!(problems(&"}".repeat(100_000)).len() <= 20);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_reference_agrees_on_what_is_json(text in "(\\{|\\}|\\[|\\]|,|:|\"[a-c]\"|\"\\\\(n|u00e9|q)\"| |\n|1|-2.5e3|01|true|nul|/|é){0,12}") {
        read(&text, FileKind::Kubernetes, |tree, problems| {
            let syntax = problems.iter().filter(|problem| problem.rule == "syntax/json").count();
            let values = serde_json::Deserializer::from_str(&text).into_iter::<serde::de::IgnoredAny>();
            let is_good = values.into_iter().all(|value| value.is_ok());
            assert!(!is_good || syntax == 0, "{text:?}: {problems:?}");
            for node in tree.all() {
                assert!(text.get(node.span().range()).is_some());
                assert!(node.parent().is_none_or(|parent| parent.span().contains(node.span())));
            }
        });
    }
}
