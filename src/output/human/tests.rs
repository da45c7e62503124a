use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Category, Label};
use crate::fix::{Edit, Fix};
use crate::kind::FileKind;
use crate::source::{FileId, Refusal, SourceFile};

fn report(texts: &[(&str, &str)], findings: Vec<Diagnostic>) -> Report {
    let files = texts.iter().map(|(path, text)| SourceFile::new(*path, FileKind::Dockerfile, *text)).collect();
    Report::new(Files::new(files, Vec::new()), findings, Vec::new())
}

fn finding(severity: Severity, file: u32, range: Range<usize>) -> Diagnostic {
    Diagnostic {
        rule: "image/latest-tag",
        severity,
        category: Category::Reliability,
        also: None,
        message: "image `alpine` has no tag".into(),
        help: None,
        span: at(file, range),
        labels: Vec::new(),
        fix: None,
    }
}

fn at(file: u32, range: Range<usize>) -> Span {
    Span::new(FileId(file), range)
}

#[test]
fn a_finding_shows_its_line_its_labels_in_other_files_and_its_help() {
    let mut finding = finding(Severity::Warning, 0, 5..11);
    finding.help = Some("name a version".into());
    finding.labels.push(Label { span: at(1, 12..18), message: "used here".into() });
    let texts = [("a/Dockerfile", "FROM alpine\n"), ("b/Dockerfile", "FROM x\nUSER nobody\n")];
    insta::assert_snapshot!(render(&report(&texts, vec![finding]), false), @r"
    warning[image/latest-tag]: image `alpine` has no tag
      ┌─ a/Dockerfile:1:6
      │
    1 │ FROM alpine
      │      ^^^^^^
      │
      ┌─ b/Dockerfile:2:6
      │
    2 │ USER nobody
      │      ------ used here
      │
      = help: name a version

    1 warning in 2 files
    ");
}

#[test]
fn info_is_called_info_also_in_colour() {
    let report = report(&[("Dockerfile", "FROM alpine\n")], vec![finding(Severity::Info, 0, 5..11)]);
    assert!(findings(&report, false).starts_with("info[image/latest-tag]: image"));
    assert!(findings(&report, true).starts_with("\u{1b}[1;36minfo[image/latest-tag]\u{1b}[0m"));
}

#[test]
fn a_long_block_is_shown_by_its_first_line_and_a_short_one_whole() {
    let text = "RUN a \\\n  b\nRUN 1 \\\n 2 \\\n 3 \\\n 4 \\\n 5 \\\n 6 \\\n 7\n\n";
    let findings = vec![finding(Severity::Error, 0, 0..12), finding(Severity::Error, 0, 12..text.len())];
    insta::assert_snapshot!(render(&report(&[("Dockerfile", text)], findings), false), @r"
    error[image/latest-tag]: image `alpine` has no tag
      ┌─ Dockerfile:1:1
      │
    1 │ ╭ RUN a \
    2 │ │   b
      │ ╰───^

    error[image/latest-tag]: image `alpine` has no tag
      ┌─ Dockerfile:3:1
      │
    3 │ RUN 1 \
      │ ^^^^^^^

    2 errors in 1 file
    ");
}

#[test]
fn a_long_line_is_cut_around_the_span() {
    let text = format!("FROM x\nRUN {}curl -k{}\nUSER root", "é".repeat(900), "z".repeat(90_000));
    let start = text.find("curl").unwrap_or_default();
    let mut cut = finding(Severity::Error, 0, start..start + 7);
    cut.labels.push(Label { span: at(0, text.len() - 4..text.len()), message: "runs as root".into() });
    insta::assert_snapshot!(render(&report(&[("Dockerfile", &text)], vec![cut]), false), @r"
    error[image/latest-tag]: image `alpine` has no tag
      ┌─ Dockerfile:2:905
      │
    2 │ …éééééééééééééééééééééééééééééééééééééééécurl -kzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…
      │                                          ^^^^^^^
    3 │ USER root
      │      ---- runs as root

    1 error in 1 file
    ");
}

#[test]
fn what_would_disturb_a_terminal_is_replaced() {
    let text = "\u{feff}FROM a\u{1b}[31m\u{202e}b\r\n\tUSER é\n";
    let mut strange = finding(Severity::Warning, 0, 8..18);
    strange.message = "image `a\u{1b}[31m`\nhas no tag".into();
    let user = text.find("é").unwrap_or_default();
    let rendered =
        render(&report(&[("Dockerfile", text)], vec![strange, finding(Severity::Info, 0, user..user + 2)]), false);
    insta::assert_snapshot!(rendered, @r"
    warning[image/latest-tag]: image `a�[31m` has no tag
      ┌─ Dockerfile:1:6
      │
    1 │ FROM a�[31m�b
      │      ^^^^^^^^

    info[image/latest-tag]: image `alpine` has no tag
      ┌─ Dockerfile:2:7
      │
    2 │     USER é
      │          ^

    1 warning, 1 info in 1 file
    ");
}

#[test]
fn places_without_bytes_are_shown_also_in_an_empty_file_and_at_the_end() {
    let findings = vec![finding(Severity::Error, 0, 0..0), finding(Severity::Error, 1, 7..7)];
    insta::assert_snapshot!(render(&report(&[("a", ""), ("b", "FROM x\n")], findings), false), @r"
    error[image/latest-tag]: image `alpine` has no tag
      ┌─ a:1:1
      │
    1 │
      │ ^

    error[image/latest-tag]: image `alpine` has no tag
      ┌─ b:2:1
      │
    2 │
      │ ^

    2 errors in 2 files
    ");
}

#[test]
fn a_file_that_could_not_be_read_is_shown_by_its_path() {
    let refused = SourceFile::refused("a/Dockerfile", FileKind::Dockerfile, Refusal::NotUtf8(7));
    let finding = Diagnostic { help: Some("save it as UTF-8".into()), ..finding(Severity::Error, 0, 0..0) };
    let report = Report::new(Files::new(vec![refused], Vec::new()), vec![finding], Vec::new());
    insta::assert_snapshot!(render(&report, false), @r"
    error[image/latest-tag]: image `alpine` has no tag
     ┌─ a/Dockerfile
     = help: save it as UTF-8

    1 error in 1 file
    ");
}

#[test]
fn labels_two_lines_apart_show_the_line_between() {
    let mut first = finding(Severity::Warning, 0, 0..1);
    first.labels.push(Label { span: at(0, 4..5), message: "again".into() });
    first.labels.push(Label { span: at(0, 14..15), message: "and again".into() });
    insta::assert_snapshot!(render(&report(&[("a", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n")], vec![first]), false), @r"
    warning[image/latest-tag]: image `alpine` has no tag
      ┌─ a:1:1
      │
    1 │ a
      │ ^
    2 │ b
    3 │ c
      │ - again
      ·
    8 │ h
      │ - and again

    1 warning in 1 file
    ");
}

#[test]
fn the_summary_counts_what_can_be_fixed() {
    let fixed = |safety, range: Range<usize>| {
        let edits = vec![Edit::replace(at(0, range.clone()), "")];
        Diagnostic { fix: Some(Fix { title: "drop it".into(), safety, edits }), ..finding(Severity::Info, 0, range) }
    };
    let safe = || fixed(Safety::Safe, 0..1);
    let texts = [("a", "abc\n")];
    assert_eq!(summary(&report(&texts, Vec::new())), "no findings in 1 file\n");
    assert_eq!(summary(&report(&texts, vec![safe()])), "1 info in 1 file\n1 can be fixed with `--fix`\n");
    let both = vec![safe(), fixed(Safety::Unsafe, 1..2), finding(Severity::Error, 0, 2..3)];
    assert_eq!(
        summary(&report(&texts, both)),
        "1 error, 2 infos in 1 file\n1 can be fixed with `--fix`, 1 more with `--fix --unsafe-fixes`\n"
    );
}

proptest! {
    /// Every place of every text can be shown, and line and column are those of the place.
    #[test]
    fn any_place_of_any_text_can_be_shown(
        lines in prop::collection::vec("[a-zé\u{1b}\u{feff}😀\t \r]{0,12}|x{150,400}", 1..12),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..300), 1..4),
    ) {
        let text = lines.join("\n");
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let spans: Vec<Span> = places
            .iter()
            .map(|(index, length)| {
                let start = boundary(index.index(text.len() + 1));
                at(0, start..boundary(start + length))
            })
            .collect();
        let labels = spans[1..].iter().map(|span| Label { span: *span, message: "here".into() }).collect();
        let finding = Diagnostic { labels, ..finding(Severity::Info, 0, spans[0].range()) };
        let report = report(&[("a", &text)], vec![finding]);
        let position = report.files.get(FileId(0)).position(spans[0].start);
        let shown = findings(&report, false);
        prop_assert!(shown.starts_with("info[image/latest-tag]: image `alpine` has no tag\n"), "{shown}");
        prop_assert!(shown.contains(&format!("┌─ a:{}:{}\n", position.line, position.column)), "{shown}");
        prop_assert!(!shown.contains(char::from(0x1b)), "an escape");
    }
}
