use super::*;

fn paths(text: &str) -> Vec<String> {
    let parsed = parse(text);
    assert_eq!(parsed.problems, [], "{text}");
    parsed
        .expression
        .map(|expression| expression.contexts(text).iter().map(Context::path).collect())
        .unwrap_or_default()
}

fn values(text: &str) -> Vec<String> {
    let parsed = parse(text);
    let expression = parsed.expression.unwrap_or_else(|| panic!("{text}"));
    expression.contexts_of_value(text).iter().map(Context::path).collect()
}

#[test]
fn paths_are_whole_and_in_lower_case() {
    assert_eq!(paths("GitHub.event['Pull_Request'].title"), ["github.event.pull_request.title"]);
    assert_eq!(paths("github.event.commits[0].message || a.*.b"), ["github.event.commits.*.message", "a.*.b"]);
    assert_eq!(paths("env[matrix.name] && !inputs.x-y"), ["env.*", "matrix.name", "inputs.x-y"]);
    assert_eq!(paths("fromJSON(needs.a.outputs.b).c"), ["needs.a.outputs.b"]);
    assert_eq!(paths("'it''s' == null"), Vec::<String>::new());
}

#[test]
fn only_what_can_become_the_result_is_a_value() {
    assert_eq!(values("a.b && 'x' || c.d"), ["c.d"]);
    assert_eq!(values("format('{0}', github.head_ref)"), ["github.head_ref"]);
    assert_eq!(values("contains(a.b, 'x') && c.d == 'y'"), Vec::<String>::new());
    assert_eq!(values("a.b && c.d"), ["c.d"]);
    assert_eq!(values("toJSON(github.event)"), ["github.event"]);
    assert_eq!(values("hashFiles(a.b)"), Vec::<String>::new());
    assert_eq!(values("case(a.b, c.d, e.f)"), ["c.d", "e.f"]);
}

#[test]
fn paths_are_matched_step_by_step() {
    let text = "github.event.commits[0].message";
    let parsed = parse(text);
    let contexts = parsed.expression.as_ref().map(|expression| expression.contexts(text)).unwrap_or_default();
    let context = &contexts[0];
    assert!(context.matches("github.event.commits.*.message") && context.starts_with("github.EVENT"));
    assert!(!context.matches("github.event.commits.message") && !context.matches("github.event"));
    assert_eq!((context.root(), context.name(1), context.name(3)), ("github", Some("event"), None));
}

#[test]
fn operators_bind_as_documented() {
    let text = "a || b && c == d < !e";
    let shown = |expression: &Expression| text[expression.range.clone()].to_owned();
    let parsed = parse(text).expression.unwrap_or_else(|| panic!("it parses"));
    let ExpressionKind::Binary { operator: Operator::Or, right, .. } = &parsed.kind else { panic!("{parsed:?}") };
    let ExpressionKind::Binary { operator: Operator::And, right, .. } = &right.kind else { panic!("{right:?}") };
    let ExpressionKind::Binary { operator: Operator::Equal, right, .. } = &right.kind else { panic!("{right:?}") };
    assert_eq!(shown(right), "d < !e");
    let text = "(a == 'b')";
    let parsed = parse(text).expression.unwrap_or_else(|| panic!("it parses"));
    assert_eq!(parsed.range, 0..10);
}

#[test]
fn strings_have_values() {
    for (text, value) in [("'a'", "a"), ("'it''s'", "it's"), ("('b)')", "b)"), ("''", "")] {
        let expression = parse(text).expression.unwrap_or_else(|| panic!("{text}"));
        assert_eq!(expression.string(text).as_deref(), Some(value));
    }
}

#[test]
fn mistakes_are_said_where_they_are() {
    for (text, range, message) in [
        ("a = b", 2..3, "`=` is no operator; `==` is"),
        ("a &&", 4..4, "something is missing at the end"),
        ("f(a", 1..2, "`(` is not closed"),
        ("a == \"b\"", 5..8, "`\"b\"`: strings are written in single quotes"),
        ("'a", 0..2, "the string is not closed with `'`"),
        ("a b", 2..3, "`b` cannot stand here"),
        ("a.", 2..2, "a name or `*` has to follow `.`"),
        (" ", 0..1, "the expression is empty"),
        ("1x", 0..2, "`1x` is neither a name nor a number"),
        ("a[1", 1..2, "`[` is not closed"),
    ] {
        assert_eq!(parse(text).problems.first(), Some(&SyntaxError { range, message: message.into() }), "{text}");
    }
}

#[test]
fn what_follows_a_mistake_is_still_read() {
    assert_eq!(values("'x' || github.head_ref &&"), ["github.head_ref"]);
    assert_eq!(values("format(github.head_ref"), ["github.head_ref"]);
}

#[test]
fn fences_end_outside_of_strings() {
    let text = "a ${{ b }}${{'}}'}} ${{ c";
    let found = fences(text);
    let inner: Vec<&str> = found.iter().map(|fence| &text[fence.inner.clone()]).collect();
    assert_eq!(inner, [" b ", "'}}'", " c"]);
    assert_eq!(found.iter().map(|fence| fence.is_closed).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(&text[found[1].range.clone()], "${{'}}'}}");
}

#[test]
fn hostile_nesting_is_a_problem_and_no_overflow() {
    for piece in ["(", "!", "a[", "f(", "a.", "a||", "a==", "a,", "'", "[", ".", "a[0]", "${{"] {
        for length in [4_999, 99_999] {
            assert!(!parse(&piece.repeat(length)).problems.is_empty(), "{piece}");
        }
    }
    assert_eq!(parse(&"!".repeat(30)).problems.len(), 1);
}

proptest::proptest! {
    #[test]
    fn ranges_are_in_bounds_and_on_character_boundaries(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "a", "github", ".", "[", "]", "(", ")", "'", "''", "!", "=", "==", "&&", "||", "<", ">=", "*", "1", "-0x1f", " ", ",", "é", "${{", "}}", "\"", "true", "\n",
        ]), 0..30)
    ) {
        let text: String = pieces.concat();
        for fence in fences(&text) {
            proptest::prop_assert!(text.get(fence.inner).is_some() && text.get(fence.range).is_some());
        }
        let parsed = parse(&text);
        for problem in &parsed.problems {
            proptest::prop_assert!(text.get(problem.range.clone()).is_some());
        }
        for expression in parsed.expression.iter().flat_map(Expression::all) {
            proptest::prop_assert!(text.get(expression.range.clone()).is_some());
            expression.string(&text);
        }
        if let Some(expression) = &parsed.expression {
            let all = expression.contexts(&text).len();
            proptest::prop_assert!(expression.contexts_of_value(&text).len() <= all);
        }
    }
}
