use super::*;
use crate::diagnostic::Problem;
use crate::kind::FileKind;
use crate::source::{FileId, SourceFile};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::yaml;

fn files(text: &str) -> Files {
    Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text)], Vec::new())
}

fn parse(files: &Files) -> (Tree<'_>, Vec<Problem>) {
    let options = yaml::Options { placeholders: Placeholders::Kubernetes, ..yaml::Options::default() };
    yaml::parse(files, FileId(0), options)
}

fn with<T>(text: &str, look: impl FnOnce(Node<'_>) -> T) -> T {
    let files = files(text);
    let (tree, problems) = parse(&files);
    assert_eq!(problems, []);
    look(tree.root().unwrap())
}

#[test]
fn surely_there_and_surely_not_there_are_two_questions() {
    with("a: 1\nb: ${B}\nc:\nd: {e: ~}\n", |root| {
        assert!(root.get("a").is_some() && !root.lacks("a"));
        assert!(root.get("x").is_none() && root.lacks("x"));
        let unknown = root.get("b").unwrap();
        assert!(unknown.get("x").is_none() && !unknown.lacks("x") && !unknown.absent(&["x"]));
        assert!(
            root.absent(&["c"])
                && root.absent(&["c", "x"])
                && root.absent(&["d", "e", "f"])
                && root.absent(&["d", "x", "y"])
        );
        assert!(!root.absent(&["a"]) && !root.absent(&["b"]) && !root.absent(&["b", "x"]));
        assert_eq!(
            (unknown.as_str(), unknown.as_text(), unknown.as_bool(), unknown.text()),
            (None, None, None, "${B}")
        );
    });
}

#[test]
fn open_maps_and_unknown_keys_may_hold_anything() {
    with("a: {b: 1}\n${K}: 1\n", |root| {
        assert!(root.get("a").is_some() && !root.lacks("x") && root.get("a").unwrap().lacks("x"));
    });
    let files = files("a: [{b: 1}]\n---\na: 1\n");
    let mut tree = parse(&files).0;
    tree.open_document(0);
    let roots: Vec<_> = tree.roots().collect();
    let inner = roots[0].get("a").unwrap().items().next().unwrap();
    assert!(!roots[0].lacks("x") && !inner.lacks("x") && !inner.absent(&["x"]) && roots[1].lacks("x"));
}

#[test]
fn scalars_are_read_by_their_kind() {
    with("[true, No, 0x1F, -0o17, 1_000, 010, 1.5, 1e3, '5', x, ~]", |root| {
        let booleans: Vec<_> = root.items().filter_map(Node::as_bool).collect();
        let numbers: Vec<_> = root.items().filter_map(Node::as_i64).collect();
        let texts: Vec<_> = root.items().filter_map(Node::as_str).collect();
        assert_eq!(booleans, [true, false]);
        assert_eq!(numbers, [31, -15, 1000, 8]);
        assert_eq!(root.items().nth(7).unwrap().as_f64(), Some(1000.0));
        assert_eq!(texts, ["5", "x"]);
        assert_eq!(root.items().filter_map(Node::as_text).count(), 10);
    });
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    let files = files("a: 1\nb: 2\na: 3\n");
    let tree = parse(&files).0;
    let root = tree.root().unwrap();
    assert_eq!(root.get("a").unwrap().as_i64(), Some(3));
    assert_eq!(root.own_entries().count(), 3);
}

#[test]
fn merge_keys_bring_entries_but_the_own_ones_win() {
    let text = "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  b: 3\n  <<: [*x, *y]\n  d: 3\n";
    with(text, |root| {
        let map = root.get("z").unwrap();
        let found: Vec<_> = map.entries().map(|entry| (entry.key.text(), entry.value.text())).collect();
        assert_eq!(found, [("b", "3"), ("d", "3"), ("a", "1"), ("c", "2")]);
        let merged = map.get("c").unwrap();
        let via = merged.via().unwrap();
        assert_eq!(&text[via.range()], "*y");
        assert!(merged.is_shared() && map.get("b").unwrap().via().is_none() && map.lacks("x"));
        assert!(root.at(&["y", "c"]).unwrap().is_shared() && !map.get("b").unwrap().is_shared());
        assert_eq!(map.own_entries().count(), 2);
    });
    with("z:\n  <<: ${X}\n", |root| assert!(!root.get("z").unwrap().lacks("a")));
}

#[test]
fn merges_of_merges_end() {
    let mut text = "m0: &m0 {k0: 0}\n".to_owned();
    for at in 1..200 {
        let before = at - 1;
        text.extend([format!("m{at}: &m{at} {{k{at}: 0, <<: [*m{before}, *m{before}]}}\n")]);
    }
    with(&text, |root| {
        assert_eq!(root.get("m199").unwrap().entries().count(), 200);
        assert!(root.get("m199").unwrap().get("k0").is_some());
    });
}

#[test]
fn aliases_lead_to_their_nodes_and_remember_the_way() {
    with("a: &a {b: [1]}\nc: *a\nd: [*a]\n", |root| {
        let (direct, alias) = (root.get("a").unwrap(), root.get("c").unwrap());
        assert!(direct == alias && direct.via().is_none() && alias.via().is_some());
        assert!(alias.get("b").unwrap().items().next().unwrap().via() == alias.via());
        assert_eq!(root.get("d").unwrap().items().next().unwrap().get("b").unwrap().kind(), Kind::Seq);
        assert_eq!(root.entry("c").unwrap().span().len(), 1);
        let spans: Vec<_> = root.written_children().map(Span::len).collect();
        assert_eq!(spans, [14, 5, 7]);
    });
}

#[test]
fn a_billion_laughs_cost_nothing() {
    let mut text = "a0: &a0 [lol]\n".to_owned();
    for at in 1..30 {
        text.extend([format!("a{at}: &a{at} [{}]\n", vec![format!("*a{}", at - 1); 10].join(", "))]);
    }
    let files = files(&text);
    let (tree, problems) = parse(&files);
    assert_eq!(problems, []);
    assert!(tree.len() < 1000 && tree.all().count() < 1000);
    let mut builder = TreeBuilder::new(&files);
    let mut budget = 10_000;
    builder.copy(tree.root().unwrap(), &mut budget);
    let copy = builder.finish();
    assert!(budget == 0 && copy.len() < 200_000);
}

#[test]
fn a_copy_stands_where_the_original_is_written() {
    let files = files("a: &a {b: \"x\\ty\"}\nc:\n  <<: *a\n  d: !t |\n    text\n");
    let tree = parse(&files).0;
    let mut builder = TreeBuilder::new(&files);
    builder.copy(tree.root().unwrap(), &mut 1000);
    let copy = builder.finish();
    let (old, new) = (tree.root().unwrap().get("c").unwrap(), copy.root().unwrap().get("c").unwrap());
    assert_eq!(new.get("b").unwrap().span(), old.get("b").unwrap().span());
    assert_eq!((new.get("b").unwrap().text(), new.get("d").unwrap().tag()), ("x\ty", Some("!t")));
    let text = new.get("d").unwrap();
    assert_eq!(files.text(text.span_of(1..3)), "ex");
}

#[test]
fn offsets_lead_through_escapes_folds_and_indentation() {
    let text = "a: \"x\\u00e9 y\n    z\"\nb: 'it''s'\nc: |\n    one\n\n      two\nd: >-\n  one\n  two\n\n  three\ne: plain\n  more\n";
    let source = |key: &str, part: &str| {
        with(text, |root| {
            let node = root.get(key).unwrap();
            let at = node.text().find(part).unwrap();
            text[node.span_of(at..at + part.len()).range()].to_owned()
        })
    };
    assert_eq!(source("a", "é"), "\\u00e9");
    assert_eq!(source("a", "y z"), "y\n    z");
    assert_eq!(source("b", "'s"), "''s");
    assert_eq!(source("c", "two"), "two");
    assert_eq!(source("c", "one\n"), "one");
    assert_eq!(source("d", "two\nthree"), "two\n\n  three");
    assert_eq!(source("e", "plain more"), "plain\n  more");
    with(text, |root| {
        let node = root.get("c").unwrap();
        assert_eq!(node.span_of(0..0).start, node.span().start);
        assert!(node.span().contains(node.span_of(0..node.text().len())));
        assert_eq!(node.span_of(1000..1001).file, node.span().file);
    });
}
