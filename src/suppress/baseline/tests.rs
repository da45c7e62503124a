use super::*;
use crate::kind::FileKind;
use crate::lint;
use crate::source::SourceFile;

const TEXT: &str = "services:\n  a:\n    image: x:1\n    privileged: true\n";

fn report(path: &str, text: &str) -> Report {
    let file = SourceFile::new(path, FileKind::Compose, text);
    lint(Files::new(vec![file], Vec::new()), &Config::only("compose/privileged"))
}

/// How many findings are left and how many are silenced.
fn counts(baseline: &Baseline, report: Report, rule: &str) -> (usize, usize, Vec<String>) {
    let (report, gone) = baseline.apply(report, &Config::only(rule));
    (report.findings.len(), report.suppressed.len(), gone)
}

#[test]
fn what_was_there_before_is_silenced_also_when_it_moves() {
    let baseline = Baseline::of(&report("compose.yaml", TEXT));
    assert_eq!(Baseline::read(&baseline.write()).as_ref(), Ok(&baseline));
    let rule = "compose/privileged";
    let moved = TEXT.replace("services:", "# new\nservices:").replace("    privileged", "        privileged");
    let moved = moved.replace("    image", "        image");
    assert_eq!(counts(&baseline, report("compose.yaml", &moved), rule), (0, 1, vec![]));
    assert_eq!(counts(&baseline, report("other.yaml", TEXT), rule).0, 1);
}

#[test]
fn one_more_of_the_same_is_new() {
    let baseline = Baseline::of(&report("compose.yaml", TEXT));
    let twice = format!("{TEXT}  b:\n    image: x:1\n    privileged: true\n");
    assert_eq!(counts(&baseline, report("compose.yaml", &twice), "compose/privileged"), (1, 1, vec![]));
}

#[test]
fn entries_that_silence_nothing_are_reported() {
    let baseline = Baseline::of(&report("compose.yaml", TEXT));
    let clean = || report("compose.yaml", "services: {}\n");
    let (report, gone) = baseline.apply(clean(), &Config::default());
    let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["the baseline has one finding of `compose/privileged` that this file no longer has"]);
    assert!(gone.is_empty());
    // Where the rule was not on, nothing is known about its entries.
    assert_eq!(counts(&baseline, clean(), unused::RULE), (0, 0, vec![]));
    let empty = Report::new(Files::default(), Vec::new(), Vec::new());
    let gone = vec!["the baseline has `compose/privileged` in `compose.yaml`, which is gone".to_owned()];
    assert_eq!(counts(&baseline, empty, unused::RULE), (0, 0, gone));
}

#[test]
fn a_new_baseline_keeps_what_the_old_one_silenced() {
    let baseline = Baseline::of(&report("compose.yaml", TEXT));
    let (silenced, _) = baseline.apply(report("compose.yaml", TEXT), &Config::default());
    assert_eq!(Baseline::of(&silenced), baseline);
}

#[test]
fn other_files_are_refused_with_a_reason() {
    assert!(Baseline::read("{}").is_err_and(|error| error.starts_with("not a baseline: ")));
    assert!(Baseline::read(r#"{"version": 2, "findings": {}}"#).is_err_and(|error| error.contains("version 2")));
}
