//! The parser of GitHub Actions expressions against `github-actions-expressions`.

use github_actions_expressions::{Error, Expr};
use infralint::syntax::actions_expression::{Context, parse};

const CASES: [&str; 74] = [
    "a",
    "a.b",
    "a.b-c",
    "a._b",
    "a.*",
    "a.*.b",
    "a[*]",
    "a[0]",
    "a['b']",
    "a['b''c']",
    "a[b.c]",
    "a[b[c]].d",
    "a.true",
    "a.null",
    "true",
    "false",
    "null",
    "True",
    "NaN",
    "Infinity",
    "-Infinity",
    "1",
    "-1",
    "+1",
    "1.5",
    ".5",
    "1e3",
    "1E-3",
    "0x1F",
    "0o17",
    "0xZ",
    "1.2.3",
    "1a",
    "'a'",
    "'it''s'",
    "''",
    "'a",
    "\"a\"",
    "!a",
    "!!a",
    "! a",
    "!(a)",
    "a == b",
    "a = b",
    "a != b",
    "a < b <= c",
    "a > b >= c",
    "a && b",
    "a & b",
    "a || b",
    "a | b",
    "a && b || c && d",
    "a == b == c",
    "(a)",
    "((a))",
    "(a",
    "a)",
    "()",
    "a b",
    "a,b",
    "a.",
    ".a",
    "a[",
    "a[]",
    "a]",
    "",
    " ",
    "contains(a, 'b')",
    "contains(a, 'b'",
    "fromJSON(a).b[0].*",
    "always()",
    "always( )",
    "a && success() || !failure()",
    "(a.b)['c']",
];

#[test]
fn both_accept_and_refuse_the_same() {
    for text in CASES {
        let ours = parse(text).problems.is_empty();
        match Expr::parse(text) {
            Ok(theirs) => {
                assert!(ours, "{text:?}: {:?}", parse(text).problems);
                let mut theirs: Vec<usize> = theirs.contexts().iter().map(|(_, origin)| origin.span.start).collect();
                theirs.sort_unstable();
                let ours = parse(text).expression;
                let ours: Vec<_> = ours.iter().flat_map(|expression| expression.contexts(text)).collect();
                let starts: Vec<usize> = ours.iter().map(|context: &Context<'_>| context.range().start).collect();
                // For them `f(a).b` and `(a).b` are contexts too, for us a lookup in a call and a context of its own.
                if !text.starts_with(['(', 'f']) {
                    assert_eq!(starts, theirs, "{text:?}");
                }
            }
            Err(Error::Syntax(_)) => assert!(!ours, "{text:?} is accepted"),
            Err(error) => panic!("{text:?}: {error}"),
        }
    }
}
