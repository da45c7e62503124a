//! The formats of CI servers and of reviewdog.

use serde_json::{Value, json};

use super::*;

fn shown(format: Format) -> String {
    render(&sample([0, 1, 2]), format, false)
}

fn json(report: &Report, format: Format) -> Value {
    serde_json::from_str(&render(report, format, false)).expect("JSON")
}

/// A report about names and messages that mean something in every format.
fn strange() -> Report {
    let path = "<a>&\"b\"|`c`\n\u{1}.yaml";
    let files = Files::new(vec![SourceFile::new(path, FileKind::Kubernetes, "a: b\n")], Vec::new());
    let finding = Diagnostic {
        rule: "syntax/yaml",
        severity: Severity::Warning,
        category: Category::Security,
        message: "`a|b` *is* <b>odd</b> ]]> & \u{0}`\r\n<!-- @x".into(),
        help: None,
        span: Span::new(FileId(0), 0..1),
        labels: Vec::new(),
        also: None,
        fix: None,
    };
    Report::new(files, vec![finding], Vec::new())
}

/// A report of so many findings, each on a line of its own.
fn many(count: usize) -> Report {
    let files = Files::new(vec![SourceFile::new("a.yaml", FileKind::Kubernetes, "a\n".repeat(count))], Vec::new());
    let line = &strange().findings[0];
    let findings = (0..count).map(|at| Diagnostic { span: Span::new(FileId(0), at * 2..at * 2 + 1), ..line.clone() });
    Report::new(files, findings.collect(), Vec::new())
}

/// Whether a document of XML without comments and CDATA is well formed, as far as our own writing could go wrong: elements closed in
/// order, attributes quoted and each once, references known, characters allowed.
pub(super) fn is_well_formed(document: &str) -> bool {
    let Some(mut rest) = document.strip_prefix(xml::DECLARATION) else { return false };
    let mut open: Vec<&str> = Vec::new();
    while let Some((text, from_tag)) = rest.split_once('<') {
        let Some((tag, after)) = from_tag.split_once('>') else { return false };
        rest = after;
        let is_right = match tag.strip_prefix('/') {
            Some(name) => open.pop() == Some(name),
            None => {
                let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                if !is_empty {
                    open.push(name);
                }
                !name.is_empty() && are_attributes(attributes)
            }
        };
        if !is_right || !is_text(text) {
            return false;
        }
    }
    open.is_empty() && is_text(rest)
}

fn are_attributes(mut text: &str) -> bool {
    let mut names = Vec::new();
    while let Some((name, rest)) = text.split_once("=\"") {
        let Some((value, rest)) = rest.split_once('"') else { return false };
        let name = name.trim_start();
        if names.contains(&name) || !is_text(value) || !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return false;
        }
        names.push(name);
        text = rest;
    }
    text.is_empty()
}

fn is_text(text: &str) -> bool {
    let references = text.split('&').skip(1).all(|after| {
        let name = after.split_once(';').map_or("", |(name, _)| name);
        ["amp", "lt", "gt", "quot", "#9", "#10", "#13"].contains(&name)
    });
    references && !text.contains(|c: char| c == '<' || c == '>' || (c.is_control() && c != '\n'))
}

#[test]
fn xml_is_well_formed_whatever_it_says() {
    for format in [Format::Junit, Format::Checkstyle] {
        for report in [sample([0, 1, 2]), strange(), Report::new(Files::default(), Vec::new(), Vec::new())] {
            let text = render(&report, format, false);
            assert!(is_well_formed(&text), "{text}");
        }
    }
    for wrong in ["<a>", "<a></b>", "<a b=\"\" b=\"\"/>", "<a b=\"&x;\"/>", "<a b=\"<\"/>", "<a>\u{1}</a>", "<a b/>"] {
        assert!(!is_well_formed(&format!("{}{wrong}", xml::DECLARATION)), "{wrong}");
    }
}

#[test]
fn junit_has_a_test_for_each_finding_and_each_clean_file() {
    insta::assert_snapshot!(shown(Format::Junit));
    let clean = Files::new(vec![SourceFile::new("Dockerfile", FileKind::Dockerfile, "FROM a\n")], Vec::new());
    let text = render(&Report::new(clean, Vec::new(), Vec::new()), Format::Junit, false);
    assert!(text.contains("tests=\"1\" failures=\"0\"") && text.contains("name=\"infralint\"/>"), "{text}");
}

#[test]
fn checkstyle_has_an_element_for_each_file_with_findings() {
    insta::assert_snapshot!(shown(Format::Checkstyle));
}

#[test]
fn gitlab_gets_unique_fingerprints_that_do_not_depend_on_lines() {
    insta::assert_snapshot!(shown(Format::Gitlab).replace("},", "},\n"));
    let fingerprints = |count| -> Vec<String> {
        let issues = json(&many(count), Format::Gitlab);
        let issues = issues.as_array().expect("a list").iter();
        issues.map(|issue| issue["fingerprint"].as_str().expect("a text").to_owned()).collect()
    };
    let mut all = fingerprints(300);
    assert_eq!(all[..200], fingerprints(200));
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 300);
    assert_eq!(json(&strange(), Format::Gitlab)[0]["severity"], "major");
}

/// What GitLab says of an issue, as a schema.
#[test]
fn gitlab_reports_have_the_fields_that_gitlab_asks_for() {
    let schema = json!({
        "type": "array",
        "items": {
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": { "type": "string", "minLength": 1, "pattern": "^[^\\n]*$" },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "not": { "pattern": "^(\\./|/)" } },
                        "lines": { "required": ["begin"], "properties": { "begin": { "type": "integer", "minimum": 1 } } }
                    }
                }
            }
        }
    });
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for report in [sample([0, 1, 2]), strange(), Report::new(Files::default(), Vec::new(), Vec::new())] {
        let value = json(&report, Format::Gitlab);
        assert!(validator.is_valid(&value), "{value}");
    }
    assert!(!validator.is_valid(&json!([{ "description": "" }])));
}

#[test]
fn reviewdog_gets_places_in_bytes_and_suggestions_for_one_file() {
    insta::assert_snapshot!(shown(Format::Rdjson).replace("},", "},\n"));
    let mut report = sample([0, 1, 2]);
    let fix = report.findings[0].fix.as_mut().expect("a fix");
    fix.edits =
        vec![Edit::replace(Span::new(FileId(0), 25..25), " AS a"), Edit::replace(Span::new(FileId(0), 14..18), "from")];
    let suggestion = &json(&report, Format::Rdjson)["diagnostics"][0]["suggestions"];
    let range = json!({ "start": { "line": 2, "column": 1 }, "end": { "line": 2, "column": 12 } });
    assert_eq!(*suggestion, json!([{ "range": range, "text": "from alpine AS a" }]));
}

/// What reviewdog says of a diagnostic, as a schema.
#[test]
fn reviewdog_gets_the_fields_that_it_knows() {
    let place = json!({
        "required": ["line", "column"],
        "additionalProperties": false,
        "properties": { "line": { "type": "integer", "minimum": 1 }, "column": { "type": "integer", "minimum": 1 } }
    });
    let range = json!({ "required": ["start", "end"], "properties": { "start": place, "end": place } });
    let location =
        json!({ "required": ["path", "range"], "properties": { "path": { "type": "string" }, "range": range } });
    let text = json!({ "type": "string", "minLength": 1 });
    let diagnostic = json!({
        "required": ["message", "location", "severity", "code"],
        "additionalProperties": false,
        "properties": {
            "message": text,
            "location": location,
            "severity": { "enum": ["ERROR", "WARNING", "INFO"] },
            "code": { "required": ["value"], "properties": { "value": text, "url": text } },
            "suggestions": { "items": { "required": ["range", "text"], "properties": { "range": range } } },
            "related_locations": { "items": { "required": ["location"], "properties": { "location": location } } }
        }
    });
    let schema = json!({
        "required": ["source", "diagnostics"],
        "properties": {
            "source": { "required": ["name"], "properties": { "name": text, "url": text } },
            "diagnostics": { "type": "array", "items": diagnostic }
        }
    });
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for report in [sample([0, 1, 2]), strange(), Report::new(Files::default(), Vec::new(), Vec::new())] {
        let value = json(&report, Format::Rdjson);
        assert!(validator.is_valid(&value), "{value}");
    }
    assert!(!validator.is_valid(&json!({ "source": { "name": "a" }, "diagnostics": [{ "message": "b" }] })));
}

#[test]
fn markdown_counts_by_rule_and_lists_the_worst_first() {
    insta::assert_snapshot!(shown(Format::Markdown));
    insta::assert_snapshot!(render(&strange(), Format::Markdown, false), @r"
    ## infralint

    1 warning in 1 file

    | Rule | Severity | Findings |
    | --- | --- | ---: |
    | [`syntax/yaml`](https://github.com/infralint/infralint/blob/v0.1.0/rules/syntax/yaml.md) | warning | 1 |

    | Severity | Place | Rule | Finding |
    | --- | --- | --- | --- |
    | warning | <code>&#60;a&#62;&#38;&#34;b&#34;&#124;&#96;c&#96;  .yaml:1</code> | `syntax/yaml` | <code>a&#124;b</code> &#42;is&#42; &#60;b&#62;odd&#60;/b&#62; &#93;&#93;&#62; &#38;  &#96;  &#60;&#33;-- &#64;x |
    ");
}

#[test]
fn markdown_has_at_most_200_rows() {
    let text = render(&many(300), Format::Markdown, false);
    assert_eq!(text.matches("| warning | <code>").count(), 200);
    assert!(text.ends_with("\n... and 100 more.\n"));
    assert!(!render(&many(200), Format::Markdown, false).contains("more."));
}
