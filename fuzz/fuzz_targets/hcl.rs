//! Any text as a Terraform file: every span is in bounds and on character boundaries, and nothing panics.

#![no_main]

use infralint::kind::FileKind;
use infralint::source::{Files, SourceFile};
use infralint::syntax::hcl::{self, Body, Item};
use libfuzzer_sys::fuzz_target;

fn check(body: Body<'_>, text: &str) {
    assert!(text.get(body.span().range()).is_some());
    for item in body.items() {
        assert!(body.span().contains(item.span()) && text.get(item.span().range()).is_some());
        match item {
            Item::Attribute(attribute) => {
                for expression in attribute.value().descendants() {
                    assert!(text.get(expression.span().range()).is_some());
                    let _ = (expression.kind(), expression.string(), expression.path());
                }
            }
            Item::Block(block) => check(block.body(), text),
        }
    }
}

fuzz_target!(|text: &str| {
    let files = Files::new(vec![SourceFile::new("main.tf", FileKind::Terraform, text)], Vec::new());
    let Some(id) = files.find("main.tf") else { return };
    let (configuration, problems) = hcl::read(&files, id);
    assert!(problems.iter().all(|problem| text.get(problem.span.range()).is_some()));
    check(configuration.file.body(), text);
    for node in configuration.tree.all() {
        assert!(text.get(node.span().range()).is_some());
        let _ = node.span_of(0..node.text().len());
    }
});
