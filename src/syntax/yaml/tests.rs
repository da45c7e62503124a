use proptest::prelude::*;

use super::*;
use crate::kind::FileKind;
use crate::source::SourceFile;
use crate::tree::{Kind, Node, OffsetMap, Style};

const KUBERNETES: Options = Options { dialect: Dialect::Yaml11, placeholders: Placeholders::Kubernetes };

fn read<T>(text: &str, options: Options, look: impl FnOnce(&Tree<'_>, &[Problem]) -> T) -> T {
    let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text)], Vec::new());
    let (tree, problems) = parse(&files, FileId(0), options);
    look(&tree, &problems)
}

fn shown(text: &str) -> String {
    read(text, KUBERNETES, |tree, problems| {
        assert_eq!(problems, [], "{text}");
        format!("{:?}", tree.roots().collect::<Vec<_>>())
    })
}

/// Line, text and message of each problem.
fn problems(text: &str) -> Vec<String> {
    read(text, KUBERNETES, |tree, problems| {
        let line = |offset| tree.files().get(FileId(0)).position(offset).line;
        let tell = |it: &Problem| format!("{}: `{}` {}", line(it.span.start), tree.files().text(it.span), it.message);
        problems.iter().map(tell).collect()
    })
}

#[test]
fn values_are_typed_and_keys_are_text() {
    assert_eq!(
        shown("on: yes\n1: 0x1f\n~: 1.5\n"),
        r#"[{String("on"): Bool("yes"), String("1"): Int("0x1f"), String("~"): Float("1.5")}]"#
    );
    assert_eq!(
        shown("- 'no'\n- \"1\"\n- |\n  true\n- ~\n-\n"),
        r#"[[String("no"), String("1"), String("true\n"), Null("~"), Null("")]]"#
    );
    let mode = |dialect| read("0644", Options { dialect, ..KUBERNETES }, |tree, _| tree.root().unwrap().as_i64());
    assert_eq!((mode(Dialect::Yaml11), mode(Dialect::Core)), (Some(420), Some(644)));
}

#[test]
fn documents_are_roots_and_empty_ones_are_null() {
    assert_eq!(shown("a: 1\n---\n---\nb: 2\n...\n"), r#"[{String("a"): Int("1")}, Null(""), {String("b"): Int("2")}]"#);
    assert_eq!(shown("# only a comment\n"), "[]");
    assert_eq!(shown(""), "[]");
    assert_eq!(shown("%YAML 1.1\n---\n- 1\n"), r#"[[Int("1")]]"#);
    assert_eq!(shown("--- a\n--- |\n b\n"), r#"[String("a"), String("b\n")]"#);
}

#[test]
fn spans_go_from_the_first_child_to_the_last() {
    let text =
        "\u{feff}a:\r\n  b:  # why\r\n  - x: 'y'\r\n  -\r\n  c: {d: [1, 2]}\r\n  e: |\r\n    text\r\n\r\n\r\nf:\r\n";
    read(text, KUBERNETES, |tree, problems| {
        assert_eq!(problems, []);
        let text = |path: &[&str]| tree.files().text(tree.root().unwrap().at(path).unwrap().span());
        assert_eq!(text(&["a", "b"]), "x: 'y'\r\n  -");
        assert_eq!(text(&["a", "c", "d"]), "[1, 2]");
        assert_eq!(text(&["a", "e"]), "text");
        assert_eq!(text(&["f"]), "");
        assert_eq!(
            tree.root().unwrap().get("f").unwrap().span().start as usize,
            tree.files().get(FileId(0)).text().len() - 2
        );
        assert!(text(&["a"]).starts_with("b:") && text(&["a"]).ends_with("text"));
        assert_eq!(tree.comments().iter().map(|it| tree.files().text(it.span)).collect::<Vec<_>>(), ["# why"]);
    });
}

#[test]
fn what_is_not_written_stands_where_it_would_be() {
    let places = |text: &str| {
        read(text, KUBERNETES, |tree, _| {
            let nulls = tree.all().filter(|node| node.is_null());
            nulls.map(|node| text[..node.span().start as usize].to_owned()).collect::<Vec<_>>()
        })
    };
    assert_eq!(places("a: # why\nb:\n"), ["a:", "a: # why\nb:"]);
    assert_eq!(places("- # why\n-\n"), ["-", "- # why\n-"]);
    assert_eq!(places("{a: , b}"), ["{a:", "{a: , b"]);
}

#[test]
fn items_are_entries_and_list_items() {
    read("a:\n- b: 1\n  c: 2\n- d\n", KUBERNETES, |tree, _| {
        let mut items: Vec<_> = tree.items().map(|span| tree.files().text(span)).collect();
        items.sort_unstable();
        assert_eq!(items, ["a:\n- b: 1\n  c: 2\n- d", "b: 1", "b: 1\n  c: 2", "c: 2", "d"]);
    });
}

#[test]
fn placeholders_make_values_and_keys_unknown() {
    let text = "a: ${X}\nb: '$(Y)'\nc: |\n  {{ z }}\nd: {{ z }}\n{{ k }}: 1\ne: <name>\n";
    let expected = r#"[{String("a"): Unknown("${X}"), String("b"): Unknown("$(Y)"), String("c"): Unknown("{{ z }}\n"), String("d"): Unknown("{{ z }}"), Unknown("{{ k }}"): Int("1"), String("e"): Unknown("<name>")}]"#;
    assert_eq!(shown(text), expected);
    read(text, KUBERNETES, |tree, _| assert!(!tree.root().unwrap().lacks("x")));
    let plain = read("a: ${X}\n", Options::default(), |tree, _| tree.root().unwrap().get("a").unwrap().kind());
    assert_eq!(plain, Kind::String);
}

#[test]
fn tags_are_kept_and_custom_ones_make_values_unknown() {
    let text = "a: !Ref x\nb: !!str 1\nc: !reference [x, y]\nd: !reset\ne: ! 1\nf: !!int '2'\ng: !override true\n\
                h: !override {i: 1}\n";
    read(text, KUBERNETES, |tree, problems| {
        assert_eq!(problems, []);
        let get = |key| tree.root().unwrap().get(key).unwrap();
        let kinds =
            ["a", "b", "c", "d", "e", "f", "g", "h"].map(|key| (get(key).kind(), get(key).tag().unwrap_or_default()));
        let expected = [
            (Kind::Unknown, "!Ref"),
            (Kind::String, "!!str"),
            (Kind::Seq, "!reference"),
            (Kind::Unknown, "!reset"),
            (Kind::String, "!"),
            (Kind::Int, "!!int"),
            (Kind::Bool, "!override"),
            (Kind::Map, "!override"),
        ];
        assert_eq!(kinds, expected);
        assert!(get("c").is_open() && !get("h").is_open());
    });
}

#[test]
fn anchors_are_resolved_and_the_latest_of_a_name_counts() {
    let text = "a: &x 1\nb: *x\nc: &x {k: v}\nd: *x\ne:\n  <<: *x\n  m: n\n";
    read(text, KUBERNETES, |tree, problems| {
        assert_eq!(problems, []);
        let root = tree.root().unwrap();
        assert_eq!(root.get("b").unwrap().as_i64(), Some(1));
        assert_eq!(root.at(&["d", "k"]).unwrap().as_str(), Some("v"));
        assert_eq!(root.at(&["e", "k"]).unwrap().as_str(), Some("v"));
        assert_eq!(tree.files().text(root.at(&["e", "k"]).unwrap().via().unwrap()), "*x");
    });
    assert_eq!(problems("a: *x\nb: 1\n"), ["1: `*x` no anchor `x` stands before this alias"]);
    assert_eq!(problems("a: &x\n  b: *x\n"), ["2: `*x` anchor `x` contains itself"]);
    assert_eq!(problems("a: &x 1\n---\nb: *x\n"), ["3: `*x` no anchor `x` stands before this alias"]);
}

#[test]
fn what_the_real_tools_take_is_no_problem() {
    for text in [
        "a: b\n  \tc\n",
        "a: [\n1,\n2\n]\n",
        "a: {\tb: 1,\n\tc: 2 }\n",
        "k:\n  a: \"foo\nbar\"\n  b: 'it''s\n\n\nso'\n",
        "a: [-, x]\n",
        "? a\n: b\n? [c]\n: d\n",
        "a: 'x\n\n  y'\n",
        "a: x\u{85}y\nb: \u{2028}\n",
        "a: 1\r\nb: 2\r",
        "a:   \n  - b\n",
        "{a: 1, b: {c: [d, {e: f}]}}",
        "a: {{ b }}\n",
    ] {
        assert_eq!(problems(text), [""; 0], "{text:?}");
    }
    let value = |text: &str, key: &str| {
        read(text, KUBERNETES, |tree, _| tree.root().unwrap().at(&["k", key]).unwrap().text().to_owned())
    };
    assert_eq!(value("k:\n  a: \"foo\nbar\"\n  b: 'it''s\n\n\nso'\n", "a"), "foo bar");
    assert_eq!(value("k:\n  a: \"foo\nbar\"\n  b: 'it''s\n\n\nso'\n", "b"), "it's\n\nso");
    assert_eq!(shown("a: [-, x]\n"), r#"[{String("a"): [String("-"), String("x")]}]"#);
}

#[test]
fn errors_are_told_where_they_are_and_the_rest_is_read() {
    let cases = [
        ("a: b: c\nd: 1\n", "1: `:` a `key: value` cannot stand here"),
        ("a: 1\nfoo\nd: 1\n", "2: `foo` this line is no `key: value`"),
        ("a: [1, 2\nd: 1\n", "1: `[` this `[` is never closed by a `]`"),
        ("a: {\n  b: 1\nd: 1\n", "1: `{` this `{` is never closed by a `}`"),
        ("a: \"x\nd: 1\n", "1: `\"x` this quoted text is never closed"),
        ("a: 'it's\nd: 1\n", "1: `s` more text follows the closing quote"),
        ("a: \"x\nb: \"y\"\nd: 1\n", "1: `\"x` this quoted text goes on to line 2, where more text follows it"),
        ("d: 1\n---\n'x'\n'\n", "4: `'` this quoted text is never closed"),
        ("a: @x\nd: 1\n", "1: `@x` a value without quotes cannot begin with `@`"),
        ("a:\n\tb: 1\nd: 1\n", "2: `b:` a tab indents this line"),
        (
            "a: \"\\q\"\nd: 1\n",
            "1: `\"\\q\"` this text in double quotes holds a backslash escape that YAML does not know",
        ),
        ("<<<<<<< HEAD\nd: 1\n", "1: `<<<<<<< HEAD` a merge conflict was left unresolved here"),
        ("{{ if .x }}\nd: 1\n", "1: `{{ if .x }}` this file is YAML only after its template directives are rendered"),
        ("- a\n---\nd: 1\n---\n- b: c: d\n", "5: `:` a `key: value` cannot stand here"),
    ];
    for (text, expected) in cases {
        assert_eq!(problems(text), [expected], "{text}");
        let found = read(text, KUBERNETES, |tree, _| tree.roots().any(|root| root.get("d").is_some()));
        assert!(found, "{text}");
    }
    let many = problems("a: @\nb: 1\nc: [\nd: 1\ne: 1\nf: 1\ng: 'x' y\n---\nf: *nowhere\n");
    assert_eq!(many.len(), 4, "{many:?}");
}

#[test]
fn a_document_with_an_error_is_open() {
    read("a: {b: 1}\nc: @\n---\nd: 1\n", KUBERNETES, |tree, _| {
        let open: Vec<_> = tree.roots().map(|root| !root.lacks("x")).collect();
        assert_eq!(open, [true, false]);
        assert!(!tree.root().unwrap().get("a").unwrap().lacks("x"));
    });
}

#[test]
fn keys_that_are_there_twice_are_told() {
    assert_eq!(problems("a: 1\nb: {a: 1}\n'a': 2\n"), ["3: `'a'` key `a` is there twice in this map"]);
    assert_eq!(problems("<<: {a: 1}\n<<: {b: 1}\n${X}: 1\n${X}: 2\n"), [""; 0]);
    let many: Vec<String> = (0..20).map(|at| format!("k{}: 1\n", at % 18)).collect();
    assert_eq!(problems(&many.concat()).len(), 2);
    assert!(problems("a: 1\na: 2\nb: @\n").iter().all(|problem| !problem.contains("twice")));
}

#[test]
fn hostile_input_ends_soon() {
    let errors = "a: b: c\n".repeat(100_000);
    let documents = "---\na: @\n".repeat(50_000);
    let comments = "# x\n".repeat(200_000);
    let aliases = format!("- &x 1\n{}", "- *x\n".repeat(100_000));
    let anchors: Vec<String> = (0..20_000).map(|at| format!("- &a{at} 1\n- *a{}\n", at / 2)).collect();
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(50_000),
        "- ".repeat(50_000),
        errors,
        documents,
        comments,
        aliases,
        anchors.concat(),
    ] {
        let start = std::time::Instant::now();
        read(&text, KUBERNETES, |tree, problems| assert!(tree.len() < 400_000 && problems.len() <= 60_000));
        assert!(start.elapsed().as_secs() < 20, "{:?} {:?}", &text[..10], start.elapsed());
    }
}

/// Every span lies in the file, on character boundaries and within its parent, and every character can be found again.
fn check(text: &str, options: Options) {
    read(text, options, |tree, problems| {
        for problem in problems {
            assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
        }
        for comment in tree.comments() {
            assert!(text[comment.span.range()].starts_with('#'));
        }
        for node in tree.all() {
            let span = node.span();
            assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
            assert!(node.parent().is_none_or(|parent| parent.span().contains(span)), "{node:?}");
            if node.is_scalar() && problems.is_empty() {
                check_offsets(tree, node);
            }
        }
    });
}

fn check_offsets(tree: &Tree<'_>, node: crate::tree::Node<'_>) {
    let map = OffsetMap::new(node);
    for (at, letter) in node.text().char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
        let source = tree.files().text(map.span_of(at..at + letter.len_utf8()));
        let same = source.chars().eq([letter]);
        let escape = source.starts_with('\\') && node.style() == Style::DoubleQuoted || source == "''";
        assert!(
            same || escape,
            "{letter:?} of {node:?} ({:?}, in {:?}) is {source:?}",
            node.span(),
            tree.files().get(node.span().file).text()
        );
    }
}

#[test]
fn spans_are_sound_in_odd_texts() {
    for text in [
        "?\n  |\n  aa",
        "[\n\u{feff}---\n{-[",
        "|1\r\né",
        "a: |\n\t\n",
        "a: >\n\n  x\n   \n",
        "{{]|, #",
        "\u{feff}\u{feff}a",
    ] {
        check(text, KUBERNETES);
    }
}

#[test]
fn a_text_that_only_go_yaml_takes_may_have_other_quotes_in_it() {
    let text = "a:\n  b: '[\n    {\"c\": [\"d\", \"e\"]}\n  ]'\n  f: g\n";
    let files = Files::new(vec![SourceFile::new("a.yaml", FileKind::Kubernetes, text)], Vec::new());
    let (tree, problems) = parse(&files, FileId(0), Options::default());
    assert!(problems.is_empty(), "{problems:?}");
    let at = |path: &[&str]| tree.root().and_then(|root| root.at(path)).and_then(Node::as_str);
    assert_eq!((at(&["a", "b"]), at(&["a", "f"])), (Some("[ {\"c\": [\"d\", \"e\"]} ]"), Some("g")));
}

#[test]
fn many_texts_that_only_go_yaml_takes_are_read_at_once() {
    let text = "rules:\n".to_owned() + &"  - rule: '!(a ||\n  b)'\n".repeat(200);
    let files = Files::new(vec![SourceFile::new("a.yaml", FileKind::Kubernetes, text)], Vec::new());
    let (tree, problems) = parse(&files, FileId(0), Options::default());
    assert!(problems.is_empty(), "{problems:?}");
    let rules = tree.root().and_then(|root| root.get("rules")).expect("a list");
    assert_eq!(rules.items().filter(|it| it.get("rule").and_then(Node::as_str) == Some("!(a || b)")).count(), 200);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_sound_whatever_the_text(text in "([a-c]{1,2}|: |- |\n|\n  |\n {1,6}|#| #|'|\"|\\[|\\]|\\{|\\}|, |&a |\\*a|!|!!str |\\||>|-|\\+|\\?|<<|\t|\r\n|é|\u{feff}|\\\\|---\n|\\.\\.\\.\n|%|@|\\$\\{X\\}|\\{\\{|1){0,60}") {
        check(&text, KUBERNETES);
        check(&text, Options { dialect: Dialect::Core, placeholders: Placeholders::Github });
    }

    #[test]
    fn spans_are_sound_in_any_text(text in ".{0,80}") {
        check(&text, KUBERNETES);
    }

    #[test]
    fn scalars_map_back_to_their_source(lines in prop::collection::vec(" {0,3}[a-zé:]{0,6} {0,2}", 1..6), header in "[|>][+-]?", tail in "\n{0,3}") {
        let mut text = format!("a: {header}2\n");
        for line in &lines {
            text.push_str("  ");
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(&tail);
        check(&text, Options::default());
        check(&format!("a: \"x {}\"\n", lines.join("\n  ")), Options::default());
        check(&format!("a: 'x ''{}'\n", lines.join("\n\n ")), Options::default());
    }
}
