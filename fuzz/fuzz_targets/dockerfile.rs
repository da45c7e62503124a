//! Any text as a Dockerfile: every place is in bounds and on character boundaries, and neither the parser nor the model panics.

#![no_main]

use infralint::model::docker::{Dockerfile, images};
use infralint::source::FileId;
use infralint::syntax::dockerfile::{Text, parse};
use libfuzzer_sys::fuzz_target;

fn check(source: &str, text: &Text<'_>) {
    for (at, c) in text.as_str().char_indices() {
        assert!(source.get(text.span_of(at..at + c.len_utf8()).range()).is_some());
    }
}

fuzz_target!(|source: &str| {
    let (syntax, problems) = parse(source, FileId(0));
    for problem in &problems {
        assert!(source.get(problem.span.range()).is_some());
    }
    for instruction in &syntax.instructions {
        assert!(source.get(instruction.span.range()).is_some());
        check(source, &instruction.arguments);
    }
    let dockerfile = Dockerfile::new(&syntax);
    for image in images(&dockerfile) {
        assert!(source.get(image.span.range()).is_some());
        let _ = (image.reference(), image.tag());
    }
    for instruction in dockerfile.instructions() {
        let _ = (instruction.workdir(), instruction.commands(), instruction.shell());
    }
});
