use super::*;
use crate::diagnostic::{Category, Diagnostic, Severity};
use crate::fix::Edit;
use crate::kind::FileKind;
use crate::source::SourceFile;

const TEXTS: [(&str, &str); 2] = [("a.yaml", "a: 1\nb: 2\n"), ("b.yaml", "c: 3\n")];

fn report(files: Vec<SourceFile>, offered: Vec<Fix>) -> Report {
    let finding = |(at, fix): (usize, Fix)| Diagnostic {
        rule: "infralint/internal-error",
        severity: Severity::Error,
        category: Category::Correctness,
        also: None,
        message: format!("`{at}`"),
        help: None,
        span: Span { file: FileId(0), start: 0, end: 0 },
        labels: Vec::new(),
        fix: Some(fix),
    };
    let findings = offered.into_iter().enumerate().map(finding).collect();
    Report::new(Files::new(files, Vec::new()), findings, Vec::new())
}

fn files() -> Vec<SourceFile> {
    TEXTS.map(|(path, text)| SourceFile::new(path, FileKind::Kubernetes, text)).into()
}

fn fix(safety: Safety, places: &[(u32, std::ops::Range<usize>, &str)]) -> Fix {
    let edit = |(file, range, text): &(u32, std::ops::Range<usize>, &str)| {
        Edit::replace(Span::new(FileId(*file), range.clone()), *text)
    };
    Fix { title: "mend it".into(), safety, edits: places.iter().map(edit).collect() }
}

/// The texts after one pass, the number of fixes in it, and the files that fixes would break.
fn after_pass(files: Vec<SourceFile>, offered: Vec<Fix>, and_unsafe: bool) -> (Vec<String>, usize, usize) {
    let mut report = report(files, offered);
    let mut harmed = Harmed::default();
    let (count, _) = pass(&mut report, and_unsafe, &mut harmed);
    (report.files.iter().map(|(_, file)| file.text().to_owned()).collect(), count, harmed.spoiled.len())
}

#[test]
fn a_file_that_would_break_is_left_alone_and_so_are_the_others_of_that_fix() {
    let breaking = fix(Safety::Safe, &[(0, 3..4, "\"1"), (1, 3..4, "4")]);
    let good = fix(Safety::Safe, &[(1, 0..1, "d")]);
    assert_eq!(after_pass(files(), vec![breaking, good], false), (vec!["a: 1\nb: 2\n".into(), "d: 3\n".into()], 1, 1));
}

#[test]
fn fixes_that_break_a_file_only_together_are_applied_one_by_one() {
    // Each makes the key `c`; a key that is there twice is a problem.
    let fixes = vec![fix(Safety::Safe, &[(0, 0..1, "c")]), fix(Safety::Safe, &[(0, 5..6, "c")])];
    assert_eq!(after_pass(files(), fixes, false), (vec!["c: 1\nb: 2\n".into(), "c: 3\n".into()], 1, 0));
}

#[test]
fn unsafe_fixes_are_applied_only_if_asked_for() {
    let fixes = || vec![fix(Safety::Unsafe, &[(0, 3..4, "5")]), fix(Safety::Safe, &[(0, 8..9, "6")])];
    assert_eq!(after_pass(files(), fixes(), false).0[0], "a: 1\nb: 6\n");
    assert_eq!(after_pass(files(), fixes(), true).0[0], "a: 5\nb: 6\n");
}

#[test]
fn files_that_were_not_asked_for_are_not_touched() {
    let mut files = files();
    let context = files.remove(1).as_context();
    files.push(context);
    let both = fix(Safety::Safe, &[(0, 3..4, "5"), (1, 3..4, "5")]);
    assert_eq!(after_pass(files, vec![both], false), (vec!["a: 1\nb: 2\n".into(), "c: 3\n".into()], 0, 0));
}

#[test]
fn fixes_go_on_until_nothing_is_left_and_the_report_is_of_what_remains() {
    let text = "services:\n  a:\n    image: x:1\n    privileged: true\n    # infralint: ignore[a/b, compose/privileged, c/d]\nx-b: 1\n";
    let file = SourceFile::new("compose.yaml", FileKind::Compose, text);
    let repaired = repair(Files::new(vec![file], Vec::new()), &Config::only("infralint/unused-ignore"), false);
    let after = repaired.report.files.get(FileId(0)).text();
    assert_eq!(after, text.replace("[a/b, compose/privileged, c/d]", "[compose/privileged]"));
    assert_eq!((repaired.fixes, repaired.report.findings.len()), (2, 0));
    assert_eq!(repaired.before.get(&FileId(0)).map(String::as_str), Some(text));
}
