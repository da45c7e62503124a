//! Any report at all: whatever names, texts and messages hold, each format says all of it and stays what its readers take.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::ci::is_well_formed;
use super::*;

/// A text with many of the characters that mean something in some format.
fn text(most: usize) -> impl Strategy<Value = String> {
    let special: Vec<char> = "%:,;#\n\r\t\"'<>&]|`*\\/\0\u{1b}\u{85}\u{2028}é😀\u{feff}\u{ffff}".chars().collect();
    let c = prop_oneof![any::<char>(), prop::sample::select(special), prop::char::range('a', 'z')];
    prop::collection::vec(c, 1..most).prop_map(String::from_iter)
}

/// A path relative to the root: names that are not empty, parted by `/`.
fn path() -> impl Strategy<Value = String> {
    let name = text(12).prop_map(|name| name.replace(['/', '\0'], "_"));
    prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"))
}

/// Some findings in one file; the lines of its text end in one way or the other.
fn reports() -> impl Strategy<Value = Report> {
    let line = "[ a-c\u{e9}\u{1f600}\t\"<&|`%:]{0,12}";
    let lines = (prop::collection::vec(line, 1..8), prop::sample::select(vec!["\n", "\r\n"]));
    let severity = prop::sample::select(vec![Severity::Error, Severity::Warning, Severity::Info]);
    let place = (any::<prop::sample::Index>(), 0_usize..20);
    let finding = (severity, place, text(40), prop::option::of(text(20)), prop::option::of(text(20)));
    (path(), lines, prop::collection::vec(finding, 1..6)).prop_map(|(path, (lines, end), findings)| {
        let content = lines.join(end);
        let boundary = |at: usize| content.floor_char_boundary(at.min(content.len()));
        let found = findings.into_iter().map(|(severity, (at, length), message, help, mended)| {
            let start = boundary(at.index(content.len() + 1));
            let span = Span::new(FileId(0), start..boundary(start + length));
            let edits = mended.map(|mended| vec![Edit::replace(span, mended)]);
            Diagnostic {
                rule: "syntax/yaml",
                severity,
                category: Category::Correctness,
                also: None,
                message,
                help,
                span,
                labels: vec![Label { span, message: "here".into() }],
                fix: edits.map(|edits| Fix { title: "mend it".into(), safety: Safety::Safe, edits }),
            }
        });
        let found = found.collect();
        let file = SourceFile::new(path, FileKind::Kubernetes, content);
        Report::new(Files::new(vec![file], Vec::new()), found, Vec::new())
    })
}

fn read(report: &Report, format: Format) -> Value {
    serde_json::from_str(&render(report, format, false)).expect("JSON")
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What GitHub makes of an escaped text.
fn unescaped(text: &str) -> String {
    let text = text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%0D", "\r");
    text.replace("%25", "%")
}

/// The offset of a place that counts lines from 1 and columns from 1 in UTF-16.
fn offset(text: &str, line: &Value, column: &Value) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a small one") - 1;
    let start: usize = text.split_inclusive('\n').take(number(line)).map(str::len).sum();
    let mut left = number(column);
    let within = text[start..].chars().take_while(|c| {
        let goes_on = left > 0;
        left = left.saturating_sub(c.len_utf16());
        goes_on
    });
    start + within.map(char::len_utf8).sum::<usize>()
}

/// The bytes that `%` and two digits stand for.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        let digits = (byte == b'%').then(|| [rest.next(), rest.next()].map(|digit| digit.expect("a digit")));
        let digits = digits.map(|digits| String::from_utf8(digits.to_vec()).expect("digits"));
        bytes.push(digits.map_or(byte, |digits| u8::from_str_radix(&digits, 16).expect("digits")));
    }
    String::from_utf8(bytes).expect("UTF-8")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn lines_stay_lines(report in reports()) {
        let concise = render(&report, Format::Concise, false);
        prop_assert_eq!(concise.lines().count(), report.findings.len());
        prop_assert!(!concise.chars().any(|c| c.is_control() && c != '\n'));
        let github = render(&report, Format::Github, false);
        let (commands, others): (Vec<&str>, Vec<&str>) = github.split('\n').partition(|line| line.starts_with("::"));
        prop_assert_eq!(commands.len(), report.findings.len());
        prop_assert_eq!(others.join("\n"), human::summary(&report));
        let mut said: Vec<String> = commands.iter().map(|command| unescaped(command.splitn(3, "::").nth(2).unwrap_or_default())).collect();
        let mut expected: Vec<String> = report.findings.iter().map(with_help).collect();
        said.sort();
        expected.sort();
        prop_assert_eq!(said, expected);
        let file = commands[0].split_once("file=").and_then(|(_, rest)| rest.split_once(",line="));
        prop_assert_eq!(file.map(|(path, _)| unescaped(path)), Some(report.linted().next().expect("a file").path().to_owned()));
    }

    #[test]
    fn json_says_it_all(report in reports()) {
        let path = report.linted().next().expect("a file").path();
        let (json, rdjson) = (read(&report, Format::Json), read(&report, Format::Rdjson));
        let findings = list(&json, "/findings").iter().zip(list(&rdjson, "/diagnostics"));
        prop_assert_eq!(findings.len(), report.findings.len());
        for ((shown, suggested), finding) in findings.zip(&report.findings) {
            prop_assert_eq!(&shown["message"], &finding.message);
            prop_assert_eq!(&shown["location"]["path"], path);
            prop_assert_eq!(&shown["location"]["start"]["offset"], finding.span.start);
            prop_assert_eq!(&suggested["message"], &with_help(finding));
            prop_assert_eq!(&suggested["location"]["path"], path);
            prop_assert_eq!(list(suggested, "/suggestions").len(), usize::from(finding.fix.is_some()));
        }
    }

    #[test]
    fn sarif_points_to_the_same_bytes(report in reports()) {
        let file = report.linted().next().expect("a file");
        let sarif = read(&report, Format::Sarif);
        let results = list(&sarif, "/runs/0/results");
        let mut places: Vec<(usize, usize)> = Vec::new();
        for result in results {
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().expect("a text");
            prop_assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b":\\#?".contains(&byte)), "{}", uri);
            prop_assert_eq!(decoded(uri), file.path());
            let region = &place["region"];
            let at = |line: &str, column: &str| offset(file.text(), &region[line], &region[column]);
            places.push((at("startLine", "startColumn"), at("endLine", "endColumn")));
        }
        let mut expected: Vec<(usize, usize)> = report.findings.iter().map(|it| (it.span.range().start, it.span.range().end)).collect();
        places.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(places, expected);
    }

    #[test]
    fn xml_and_tables_are_well_formed(report in reports()) {
        for format in [Format::Junit, Format::Checkstyle] {
            let text = render(&report, format, false);
            prop_assert!(is_well_formed(&text), "{}", text);
            prop_assert_eq!(text.matches("<failure").count() + text.matches("<system-out").count() + text.matches("<error ").count(), report.findings.len());
        }
        let markdown = render(&report, Format::Markdown, false);
        let rows: Vec<&str> = markdown.lines().filter(|line| line.contains("| <code>")).collect();
        prop_assert_eq!(rows.len(), report.findings.len());
        prop_assert!(rows.iter().all(|row| row.matches('|').count() == 5), "{}", markdown);
    }

    /// GitLab compares two branches by the fingerprints: they outlive lines that come before, and findings that come besides.
    #[test]
    fn fingerprints_outlive_other_changes(report in reports(), above in 1_usize..5) {
        let names = |report: &Report| -> BTreeSet<String> {
            let issues = read(report, Format::Gitlab);
            let names = list(&issues, "").iter().map(|issue| issue["fingerprint"].as_str().expect("a text").to_owned());
            names.collect()
        };
        let before = names(&report);
        prop_assert_eq!(before.len(), report.findings.len(), "not unique");
        let file = report.linted().next().expect("a file");
        let lines = "# above\n".repeat(above);
        let moved = |span: Span| Span { start: span.start + lines.len() as u32, end: span.end + lines.len() as u32, ..span };
        let mut found: Vec<Diagnostic> = report.findings.iter().map(|it| Diagnostic { span: moved(it.span), ..it.clone() }).collect();
        let other = Diagnostic { rule: "syntax/json", ..found[0].clone() };
        let first = Diagnostic { span: Span { start: 0, end: 1, ..found[0].span }, ..found[0].clone() };
        found.extend([other, first]);
        let text = format!("{lines}{}", file.text());
        let files = Files::new(vec![SourceFile::new(file.path(), FileKind::Kubernetes, text)], Vec::new());
        let after = names(&Report::new(files, found, Vec::new()));
        prop_assert!(before.is_subset(&after), "{:?} {:?}", before, after);
    }
}
