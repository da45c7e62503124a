//! JSON of any sort is read without a panic, and what `serde_json` takes has no problem but keys that are there twice.
#![no_main]

use infralint::kind::FileKind;
use infralint::source::{FileId, Files, SourceFile};
use infralint::syntax::json;
use infralint::syntax::placeholders::Placeholders;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let files = Files::new(vec![SourceFile::new("x.json", FileKind::Kubernetes, text)], Vec::new());
    let (tree, problems) = json::parse(&files, FileId(0), Placeholders::None);
    for node in tree.all() {
        let _ = files.text(node.span());
        let _ = files.text(node.span_of(0..node.text().len()));
    }
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
        assert!(problems.iter().all(|problem| problem.rule == "syntax/duplicate-key" || problem.message.contains("deeply")));
    }
});
