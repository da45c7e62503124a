//! YAML of any sort is read without a panic, and every span can be used.
#![no_main]

use infralint::kind::FileKind;
use infralint::source::{FileId, Files, SourceFile};
use infralint::syntax::placeholders::Placeholders;
use infralint::syntax::yaml::{self, Dialect, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text)], Vec::new());
    let options = Options { dialect: Dialect::Yaml11, placeholders: Placeholders::Kubernetes };
    let (tree, problems) = yaml::parse(&files, FileId(0), options);
    for problem in &problems {
        let _ = files.text(problem.span);
    }
    for node in tree.all() {
        let _ = files.text(node.span());
        let _ = files.text(node.span_of(0..node.text().len()));
        assert!(node.parent().is_none_or(|parent| parent.span().contains(node.span())));
    }
});
