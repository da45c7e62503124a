use super::*;
use crate::source::FileId;
use crate::syntax::hcl::parse;

/// The text after the edits that `make` proposes for the body of the first block.
fn edited(text: &str, make: impl FnOnce(Body<'_>) -> Option<Vec<Edit>>) -> Option<String> {
    let (file, problems) = parse(text, FileId(0));
    assert_eq!(problems, []);
    let mut edits = make(file.body().blocks().next()?.body())?;
    edits.sort();
    let mut result = text.to_owned();
    for edit in edits.iter().rev() {
        result.replace_range(edit.span.range(), &edit.text);
    }
    assert_eq!(parse(&result, FileId(0)).1, [], "{result}");
    Some(result)
}

fn with_argument(text: &str) -> Option<String> {
    edited(text, |body| insert_attribute(body, "encrypt", "true"))
}

fn with_block(text: &str) -> Option<String> {
    edited(text, |body| insert_block(body, "lifecycle", &[("prevent_destroy", "true")]))
}

#[test]
fn an_argument_comes_after_the_last_one_and_is_aligned() {
    assert_eq!(
        with_argument("a {\n  x = 1 # y\n  key = 2\n\n  z {}\n}\n").as_deref(),
        Some("a {\n  x       = 1 # y\n  key     = 2\n  encrypt = true\n\n  z {}\n}\n")
    );
    assert_eq!(
        with_argument("a {\n  b = [\n    1,\n  ]\n}\n").as_deref(),
        Some("a {\n  b = [\n    1,\n  ]\n  encrypt = true\n}\n")
    );
    assert_eq!(
        with_argument("a {\r\n  use_lockfile = true\r\n}\r\n").as_deref(),
        Some("a {\r\n  use_lockfile = true\r\n  encrypt      = true\r\n}\r\n")
    );
    assert_eq!(with_argument("a { # b\n  c {}\n}\n").as_deref(), Some("a { # b\n  encrypt = true\n  c {}\n}\n"));
}

#[test]
fn a_block_on_one_line_is_spread() {
    assert_eq!(with_argument("a {}\n").as_deref(), Some("a {\n  encrypt = true\n}\n"));
    assert_eq!(with_argument("a { b = 1 }\n").as_deref(), Some("a {\n  b       = 1\n  encrypt = true\n}\n"));
    assert_eq!(with_argument("a { /* b */ }\n"), None);
    assert_eq!(with_block("a {}\n").as_deref(), Some("a {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n"));
}

#[test]
fn a_block_comes_last() {
    assert_eq!(
        with_block("a {\n    b = 1\n    # c\n}\n").as_deref(),
        Some("a {\n    b = 1\n    # c\n\n    lifecycle {\n      prevent_destroy = true\n    }\n}\n")
    );
}

fn first(body: Body<'_>) -> Attribute<'_> {
    body.attributes().next().expect("an argument")
}

#[test]
fn an_argument_is_set_or_taken_out() {
    let text = "a {\n  b = 1\n  c = 2 # d\n}\n";
    let set_first = edited(text, |body| Some(vec![set(first(body).value(), "[3]")?]));
    assert_eq!(set_first.as_deref(), Some("a {\n  b = [3]\n  c = 2 # d\n}\n"));
    assert_eq!(edited(text, |body| Some(vec![remove(body, first(body))?])).as_deref(), Some("a {\n  c = 2 # d\n}\n"));
    assert_eq!(edited("a {\n  c = 2 # d\n}\n", |body| Some(vec![remove(body, first(body))?])), None);
    assert_eq!(edited("a { b = 1 }\n", |body| Some(vec![remove(body, first(body))?])).as_deref(), Some("a {}\n"));
}
