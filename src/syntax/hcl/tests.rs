use proptest::prelude::*;

use super::*;
use crate::kind::FileKind;
use crate::source::{Files, SourceFile};
use crate::tree::Kind;

const FILE: FileId = FileId(0);

fn messages(text: &str) -> Vec<String> {
    parse(text, FILE)
        .1
        .into_iter()
        .map(|problem| format!("{}: {}", &text[problem.span.range()], problem.message))
        .collect()
}

fn names(text: &str) -> Vec<String> {
    let (file, _) = parse(text, FILE);
    let name = |item: Item<'_>| match item {
        Item::Attribute(attribute) => attribute.name().to_owned(),
        Item::Block(block) => block.kind().to_owned(),
    };
    file.body().items().map(name).collect()
}

/// The value of the attribute `a`.
fn with_value<T>(text: &str, read: impl FnOnce(Expression<'_>) -> T) -> T {
    let (file, problems) = parse(text, FILE);
    assert_eq!(problems, [], "{text}");
    read(file.body().attribute("a").expect("an attribute `a`").value())
}

fn string(text: &str) -> String {
    with_value(text, |value| value.string().expect("a literal").into_owned())
}

/// The files of a configuration that Terraform 1.11 accepts, one for each peculiarity.
const ACCEPTED: &[&str] = &[
    "",
    "\u{feff}a = 1\n",
    "a = 1\r\nb = <<E\r\n foo\r\nE\r\n",
    "a = {\n x = 1,\n\n y = 2\n}\n",
    "a = { for k, v in x : k => v\n ... if v }\n",
    "a = { for k in x : k => b &&\n c }\nb = { for k in x : k => b\n ? c : d }\n",
    "a = [for k in c ?\n d : e : b]\n",
    "a = { b = 1, b = 2 }\n",
    "a = \"%{ if x }y%{ else }z%{ endif }%{ for i, j in k ~}${i}%{ endfor }\"\n",
    "a = foo(1, 2...)\nb = foo(1,)\nc = foo(a...\n)\nd = provider::x::y(1)\n",
    "a = -b.c[0].*.d\nb = !c\nd = - 1\ne = a[*].b[0]\nf = a.*.0\n",
    "a = foo (1)\nb = x [0]\nc = x . y\n",
    "a = (\n1\n+\n2)\nb = (a ?\n b\n :\n c)\n",
    "a = [for x in y : {\n b = 1\n c = 2\n}]\nb = {for k in c: k => {\n x = 1\n}}\n",
    "a = \"${ { b = 1\n c = 2 } }\"\nb = \"${\nx\n}\"\n",
    "a = { (x) = 1, \"${y}\" = 2, z.w = 3, v : 4, /* c */ u = 5 # d\n # e\n}\n",
    "a = <<A\n${<<B\nx\nB\n}\nA\n",
    "a = <<A\n${x} A\n A\n",
    "a = <<-EOT\n  ${x}\n  y\n EOT\n",
    "é = 1\nb-c = 2\n",
    "a = /* x\n y */ 1\n/* x */ b = 2 /* y */\nc = 1 // z",
    "foo /* x */ \"a\" b { # y\n}\nfoo { a = 1 }\nfoo {}\n",
    "a = 1e5\nb = 1.5E-3\n",
    "a = a ? b : c ? d : e\n",
    "a = \"\\n\\\\\\\"\\u00e9\\U0001F600 $${x} %%{y} $x % $\"\n",
];

#[test]
fn what_terraform_accepts_has_no_problems() {
    for text in ACCEPTED {
        assert_eq!(messages(text), [""; 0], "{text}");
    }
}

#[test]
fn what_terraform_rejects_is_told_where_it_is() {
    let cases = [
        ("a = \"b\" \"c\"\n", "\": expected the end of the line, found `\"`"),
        ("a.b = 1\n", ".: expected `=` or a block after its name, found `.`"),
        ("b \"c\"\n{\n}\n", "\n: expected `{` or a label of the block, found the end of the line"),
        ("a = foo(a..., )\n", ",: expected `,` or `)` after an argument, found `,`"),
        ("foo {\n a = 1 }\n", "}: `}` stands on a line of its own after more than one line"),
        ("foo { b {} }\n", "}: a block on one line holds one argument, more go on lines of their own"),
        ("a = x ?\n b : c\n", "\n: expected an expression, found the end of the line"),
        ("a = b.0.1\n", "0.1: expected an attribute's name after `.`, found `0.1`"),
        ("a = \"\\d\"\n", "\\d: `\\d` is not an escape sequence"),
        ("a = \"%{ if x }y\"\n", "%{ if x }: `%{if}` has no `%{endif}`"),
        ("a = \"%{ endfor }\"\n", "%{ endfor }: this directive belongs to no `%{for}`"),
        ("a = {\n for = 1 }\n", "=: expected a name after `for`, found `=`"),
        ("foo \"a${b}\" {\n}\n", "\"a${b}\": the label of a block is a plain string, without templates"),
        ("a = 0x10\n", "x10: expected the end of the line, found `x10`"),
        ("a = {\n b = 1 c = 2\n}\n", "c: expected `,`, the end of the line or `}` after an object's value, found `c`"),
        ("a = [ 1 2 ]\n", "2: expected `,` or `]` after an item, found `2`"),
        ("a = \"x\n", "\"x: the string has no closing `\"` on its line"),
        ("a = 'x'\n", "': expected an expression, found `'`"),
        ("foo { }\n}\n", "}: `}` closes nothing"),
        ("\"a\" = 1\n", "\": the name of an argument is written without quotes"),
        ("a = <<EOT # c\nx\nEOT\n", "<<EOT # c: after `<<` stands the heredoc's marker, and nothing else on its line"),
        ("a = <<EOT\nx\nEOT", "EOT: the line with the heredoc's `EOT` has no line end"),
    ];
    for (text, expected) in cases {
        assert_eq!(messages(text), [expected], "{text}");
    }
}

#[test]
fn an_argument_set_twice_is_told_with_the_first_place() {
    let text = "b {\n c = 1\n c = 2\n}\n";
    let (_, problems) = parse(text, FILE);
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].rule, problems[0].span.start), ("syntax/duplicate-key", 12));
    assert_eq!(problems[0].labels[0].span.start, 5);
}

#[test]
fn one_bad_item_hides_nothing_else() {
    let text = "a = [1, 2\nb = 3\nc {\n d = }\n e = \"${f g}\" \n h = 4\n}\ni = ${j}\nk = 5\n";
    assert_eq!(names(text), ["a", "b", "c", "i", "k"]);
    let (file, problems) = parse(text, FILE);
    assert_eq!(problems.len(), 4, "{problems:?}");
    let inner: Vec<_> = file.body().blocks().flat_map(|block| block.body().attributes()).map(Attribute::name).collect();
    assert_eq!(inner, ["d", "e", "h"]);
    assert!(!file.body().is_complete());
}

#[test]
fn a_block_that_is_never_closed_ends_before_the_next_header_at_the_margin() {
    let text = "resource \"a\" \"b\" {\n  x = 1\n  y {\n    z = 2\n  }\n\nresource \"c\" \"d\" {\n  x = 2\n}\n";
    assert_eq!(messages(text), ["{: block `resource` is never closed"]);
    assert_eq!(names(text), ["resource", "resource"]);
}

#[test]
fn a_heredoc_without_end_hides_only_its_text() {
    let text = "a = <<EOT\n  some text with \"quotes\n\nb = 1\n";
    assert_eq!(messages(text), ["<<EOT: the heredoc has no end: no line is just `EOT`"]);
    assert_eq!(names(text), ["a", "b"]);
}

#[test]
fn strings_have_their_values() {
    assert_eq!(string("a = \"x\"\n"), "x");
    assert_eq!(string("a = \"\\t\\u00e9\\\"$${x}%%{\"\n"), "\té\"${x}%{");
    assert_eq!(string("a = <<E\n  x $${y}\\n\n  z\nE\n"), "  x ${y}\\n\n  z\n");
    assert_eq!(string("a = <<-E\n    x\n\n      y\n  E\n"), "x\n\n  y\n");
    assert_eq!(string("a = <<E\nE\n"), "");
}

#[test]
fn operators_bind_as_in_the_specification() {
    with_value("a = !b || 1 + 2 * -3 == c && d ? e : f ? g : h\n", |value| {
        let ExpressionKind::Conditional { test, no, .. } = value.kind() else { panic!("{value:?}") };
        assert_eq!((test.text(), no.text()), ("!b || 1 + 2 * -3 == c && d", "f ? g : h"));
        let ExpressionKind::Binary { operator: BinaryOperator::Or, left, right } = test.kind() else {
            panic!("{test:?}")
        };
        assert_eq!((left.text(), right.text()), ("!b", "1 + 2 * -3 == c && d"));
        let ExpressionKind::Binary { operator: BinaryOperator::And, left, .. } = right.kind() else {
            panic!("{right:?}")
        };
        assert_eq!(left.text(), "1 + 2 * -3 == c");
    });
    with_value("a = 1 - 2 - 3\n", |value| {
        let ExpressionKind::Binary { left, .. } = value.kind() else { panic!("{value:?}") };
        assert_eq!(left.text(), "1 - 2");
    });
}

#[test]
fn traversals_have_paths_and_descendants_stay_within() {
    with_value("a = merge(var.x, { y = aws_s3_bucket.logs[0].id })\n", |value| {
        let paths: Vec<_> =
            value.descendants().map(|inner| inner.path().join(".")).filter(|path| path.contains('.')).collect();
        assert_eq!(paths, ["var.x", "aws_s3_bucket.logs"]);
        assert!(value.descendants().all(|inner| value.span().contains(inner.span())));
    });
}

#[test]
fn spans_are_exact() {
    let text = "b \"c\" d {\n  e = \"${f}\"  # g\n}\n";
    let (file, _) = parse(text, FILE);
    let block = file.body().blocks().next().expect("a block");
    let attribute = block.body().attribute("e").expect("an attribute");
    let at = |span: Span| &text[span.range()];
    assert_eq!(at(block.span()), text.trim_end());
    assert_eq!((at(block.header_span()), block.label(0), block.label(1)), ("b \"c\" d", Some("c"), Some("d")));
    assert_eq!((at(attribute.span()), at(attribute.value().span())), ("e = \"${f}\"", "\"${f}\""));
    assert_eq!(file.comments().map(|comment| at(comment.span)).collect::<Vec<_>>(), ["# g"]);
}

#[test]
fn values_become_a_tree_and_expressions_are_unknown_in_it() {
    let text = "a = [1, 2.5, -3, \"x\", true, null, var.y, (4)]\nb = { c = 1, \"d\" = 2, (e) = 3 }\nf \"l\" {\n  g = <<E\nh\nE\n}\nf {}\n";
    let files = Files::new(vec![SourceFile::new("a.tf", FileKind::Terraform, text)], Vec::new());
    let (file, _) = parse(files.get(FILE).text(), FILE);
    let tree = to_tree(&files, &file);
    let root = tree.root().expect("a root");
    let kinds: Vec<_> = root.get("a").expect("a").items().map(crate::tree::Node::kind).collect();
    let expected = [Kind::Int, Kind::Float, Kind::Int, Kind::String, Kind::Bool, Kind::Null, Kind::Unknown, Kind::Int];
    assert_eq!(kinds, expected);
    let b = root.get("b").expect("b");
    assert_eq!(b.get("d").and_then(crate::tree::Node::as_i64), Some(2));
    assert!(b.get("e").is_none() && !b.lacks("e"));
    let blocks: Vec<_> = root.get("f").expect("f").items().collect();
    assert_eq!(blocks[0].get("g").and_then(crate::tree::Node::as_str), Some("h\n"));
    assert!(blocks[1].lacks("g"));
}

#[test]
fn dynamic_blocks_and_broken_bodies_leave_their_keys_unknown() {
    let text = "a {\n  dynamic \"b\" {\n    content {}\n  }\n}\na {\n  c = [\n}\na {\n  b {}\n  dynamic \"b\" {}\n}\n";
    let files = Files::new(vec![SourceFile::new("a.tf", FileKind::Terraform, text)], Vec::new());
    let (file, _) = parse(files.get(FILE).text(), FILE);
    let tree = to_tree(&files, &file);
    let bodies: Vec<_> = tree.root().and_then(|root| root.get("a")).expect("a").items().collect();
    assert!(
        !bodies[0].lacks("b") && bodies[0].lacks("c") && bodies[0].get("b").is_some_and(crate::tree::Node::is_unknown)
    );
    assert!(!bodies[1].lacks("d"));
    assert!(bodies[2].get("b").is_some_and(crate::tree::Node::is_open));
}

#[test]
fn hostile_input_is_a_problem_and_nothing_worse() {
    for open in ["a = [", "(", "{", "a {\n", "a = {b=", "a = \"${", "-", "a = !", "f(", "a = <<X\n${", "a[", "a=b?"] {
        for start in ["", "a = "] {
            let text = start.to_owned() + &open.repeat(100_000);
            assert!(!parse(&text, FILE).1.is_empty(), "{open}");
        }
    }
    let long = format!(
        "a = 1{}\nb = c{}\nd = {}e\n",
        " + 1".repeat(100_000),
        ".c".repeat(100_000),
        "x ? y : ".repeat(100_000)
    );
    let files = Files::new(vec![SourceFile::new("a.tf", FileKind::Terraform, long)], Vec::new());
    let (file, problems) = parse(files.get(FILE).text(), FILE);
    assert_eq!(problems, []);
    assert_eq!(to_tree(&files, &file).len(), 7);
}

/// All spans of a body are within the text and on the borders of characters; slicing panics otherwise.
fn check_spans(body: Body<'_>, text: &str) {
    let slice = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?}");
    for item in body.items() {
        slice(item.span());
        assert!(body.span().contains(item.span()));
        match item {
            Item::Attribute(attribute) => {
                for expression in attribute.value().descendants() {
                    slice(expression.span());
                    let _ = (expression.string(), expression.path(), expression.kind());
                }
            }
            Item::Block(block) => {
                slice(block.header_span());
                check_spans(block.body(), text);
            }
        }
    }
}

fn check(text: &str) {
    let files = Files::new(vec![SourceFile::new("a.tf", FileKind::Terraform, text)], Vec::new());
    let (file, problems) = parse(files.get(FILE).text(), FILE);
    check_spans(file.body(), text);
    assert!(problems.iter().all(|problem| text.get(problem.span.range()).is_some()), "{problems:?}");
    assert!(file.comments().all(|comment| text.get(comment.span.range()).is_some()));
    let comments: Vec<_> = file.comments().map(|comment| comment.span.start).collect();
    assert!(comments.is_sorted());
    to_tree(&files, &file);
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "\\PC*|([a-c{}\\[\\]()\"$%~=,.:?*<>!&|#/ \n\\\\é0-2-]|\\$\\{|<<-?E\n|E\n|for |in |if |%\\{){0,120}") {
        check(&text);
    }

    #[test]
    fn any_damage_to_a_good_file_can_be_read(which in 0..ACCEPTED.len(), at in any::<prop::sample::Index>(), insert in "[{}\\[\\]()\"$%=,\n#/]{0,3}", drop in 0_usize..4) {
        let mut chars: Vec<char> = ACCEPTED[which].chars().chain("\nz = 1\n".chars()).collect();
        let start = at.index(chars.len());
        let end = (start + drop).min(chars.len());
        chars.splice(start..end, insert.chars());
        check(&chars.into_iter().collect::<String>());
    }
}

#[test]
fn places_within_strings_and_heredocs_are_exact() {
    let text = "a = \"é\\tcurl\"\nb = <<-E\n    x\n      curl\n    E\nc = <<E\ncurl\nE\nd = \"curl\"\n";
    let files = Files::new(vec![SourceFile::new("a.tf", FileKind::Terraform, text)], Vec::new());
    let (file, _) = parse(files.get(FILE).text(), FILE);
    let tree = to_tree(&files, &file);
    let values: Vec<_> = tree.root().expect("a root").own_entries().map(|entry| entry.value).collect();
    let expected = ["é\tcurl", "x\n  curl\n", "curl\n", "curl"];
    assert_eq!(values.iter().map(|value| value.text()).collect::<Vec<_>>(), expected);
    for (value, place) in values.iter().zip(text.match_indices("curl")) {
        let at = value.text().find("curl").expect("the word");
        assert_eq!(value.span_of(at..at + 4).range(), place.0..place.0 + 4);
    }
}
