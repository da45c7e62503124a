//! Any text as an expression of GitHub Actions: every range is in bounds and on character boundaries, and nothing panics.

#![no_main]

use infralint::syntax::actions_expression::{fences, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for fence in fences(text) {
        assert!(text.get(fence.inner).is_some() && text.get(fence.range).is_some());
    }
    let parsed = parse(text);
    for problem in &parsed.problems {
        assert!(text.get(problem.range.clone()).is_some());
    }
    if let Some(expression) = &parsed.expression {
        for part in expression.all() {
            assert!(text.get(part.range.clone()).is_some());
            let _ = part.string(text);
        }
        assert!(expression.contexts_of_value(text).len() <= expression.contexts(text).len());
    }
});
