mod any;
mod ci;

use super::*;
use crate::diagnostic::{Category, Label, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::kind::FileKind;
use crate::report::{Silence, Suppressed};
use crate::source::{FileId, Files, SourceFile, Span};

/// A report with all that can be in one: characters outside of the basic plane, a path that needs escapes, a fix in two files, related
/// places, something silenced. The findings come in the order of `order`.
pub(super) fn sample(order: [usize; 3]) -> Report {
    let files = Files::new(
        vec![
            SourceFile::new("a b/Dockerfile", FileKind::Dockerfile, "\u{feff}# 😀 é\r\nFROM alpine\r\n"),
            SourceFile::new("k8s/web.yaml", FileKind::Kubernetes, "a: 😀 b\nc: d\n"),
        ],
        vec!["README.md".into()],
    );
    let at = |file, range: std::ops::Range<usize>| Span::new(FileId(file), range);
    let finding = |severity, span, message: &str| Diagnostic {
        rule: "infralint/internal-error",
        severity,
        category: Category::Correctness,
        also: None,
        message: message.into(),
        help: None,
        span,
        labels: Vec::new(),
        fix: None,
    };
    let edits = vec![Edit::replace(at(0, 19..25), "debian"), Edit::replace(at(1, 9..9), "x: y\n")];
    let findings = [
        Diagnostic {
            help: Some("name 100% of it".into()),
            labels: vec![Label { span: at(1, 8..9), message: "used here".into() }],
            fix: Some(Fix { title: "use debian".into(), safety: Safety::Unsafe, edits }),
            ..finding(Severity::Warning, at(0, 19..25), "image `alpine`, once: no tag")
        },
        finding(Severity::Info, at(1, 0..12), "`a` is odd"),
        Diagnostic { rule: "syntax/yaml", ..finding(Severity::Error, at(1, 3..9), "`b` is odd") },
    ];
    let silenced = Suppressed {
        diagnostic: finding(Severity::Error, at(0, 3..4), "`é` is fine"),
        by: Silence::Comment { reason: Some("as agreed".into()) },
    };
    Report::new(files, order.map(|at| findings[at].clone()).into(), vec![silenced])
}

#[test]
fn no_format_depends_on_the_order_in_which_findings_came() {
    for format in Format::ALL {
        let first = render(&sample([0, 1, 2]), format, false);
        assert_eq!(first, render(&sample([2, 0, 1]), format, false), "{}", format.name());
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
}

#[test]
fn concise_has_a_line_for_each_finding() {
    insta::assert_snapshot!(render(&sample([0, 1, 2]), Format::Concise, false), @r"
    a b/Dockerfile:2:6: warning[infralint/internal-error] image `alpine`, once: no tag
    k8s/web.yaml:1:1: info[infralint/internal-error] `a` is odd
    k8s/web.yaml:1:4: error[syntax/yaml] `b` is odd
    ");
}

#[test]
fn github_gets_the_worst_first_with_escapes_and_the_totals() {
    insta::assert_snapshot!(render(&sample([0, 1, 2]), Format::Github, false), @r"
    ::error file=k8s/web.yaml,line=1,endLine=1,col=4,endColumn=7,title=syntax/yaml::`b` is odd
    ::warning file=a b/Dockerfile,line=2,endLine=2,col=6,endColumn=12,title=infralint/internal-error::image `alpine`, once: no tag%0Aname 100%25 of it
    ::notice file=k8s/web.yaml,line=1,endLine=2,col=1,title=infralint/internal-error::`a` is odd
    1 error, 1 warning, 1 info in 2 files, 1 suppressed
    1 can be fixed with `--fix --unsafe-fixes`
    ");
}

#[test]
fn json_has_the_fields_of_the_contract_in_their_order() {
    insta::assert_snapshot!(render(&sample([0, 1, 2]), Format::Json, false).replace("},", "},\n"), @r#"
    {"version":1,"findings":[{"rule":"infralint/internal-error","severity":"warning","category":"correctness","message":"image `alpine`, once: no tag","help":"name 100% of it","also":[],"fingerprint":"9d3485be164e0f7a:1","location":{"path":"a b/Dockerfile","start":{"line":2,"column":6,"offset":19},
    "end":{"line":2,"column":12,"offset":25}},
    "related":[{"message":"used here","location":{"path":"k8s/web.yaml","start":{"line":1,"column":6,"offset":8},
    "end":{"line":1,"column":7,"offset":9}}}],"fix":{"title":"use debian","safety":"unsafe","edits":[{"path":"a b/Dockerfile","start":19,"end":25,"text":"debian"},
    {"path":"k8s/web.yaml","start":9,"end":9,"text":"x: y\n"}]}},
    {"rule":"infralint/internal-error","severity":"info","category":"correctness","message":"`a` is odd","also":[],"fingerprint":"4a137fde9ac32d09:1","location":{"path":"k8s/web.yaml","start":{"line":1,"column":1,"offset":0},
    "end":{"line":2,"column":3,"offset":12}},
    "related":[]},
    {"rule":"syntax/yaml","severity":"error","category":"correctness","message":"`b` is odd","also":["yaml-test-suite:yaml-syntax-error"],"fingerprint":"92e06850306f63f4:1","location":{"path":"k8s/web.yaml","start":{"line":1,"column":4,"offset":3},
    "end":{"line":1,"column":7,"offset":9}},
    "related":[]}],"summary":{"files":{"walked":3,"linted":2,"by_kind":{"dockerfile":1,"kubernetes":1}},
    "errors":1,"warnings":1,"infos":1,"suppressed":1}}
    "#);
}

#[test]
fn sarif_of_a_clean_run_has_an_empty_list_of_results() {
    let text = render(&Report::new(Files::default(), Vec::new(), Vec::new()), Format::Sarif, false);
    insta::assert_snapshot!(text, @r#"
    {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"infralint","semanticVersion":"0.1.0","informationUri":"https://github.com/infralint/infralint","rules":[]}},"invocations":[{"executionSuccessful":true}],"originalUriBaseIds":{"%SRCROOT%":{"description":{"text":"The root of the linted tree."}}},"columnKind":"utf16CodeUnits","results":[]}]}
    "#);
}

#[test]
fn sarif_says_where_in_utf16_and_how_to_mend() {
    let text = render(&sample([0, 1, 2]), Format::Sarif, false);
    let results = text.find("\"results\":").map_or("", |at| &text[at..]);
    insta::assert_snapshot!(results.replace("},", "},\n"), @r#"
    "results":[{"ruleId":"syntax/yaml","ruleIndex":1,"level":"error","message":{"text":"`b` is odd"},
    "locations":[{"physicalLocation":{"artifactLocation":{"uri":"k8s/web.yaml","uriBaseId":"%SRCROOT%"},
    "region":{"startLine":1,"startColumn":4,"endLine":1,"endColumn":8}}}],"partialFingerprints":{"infralint/v1":"92e06850306f63f4:1","primaryLocationLineHash":"a2bf84c6d7942ee:1"}},
    {"ruleId":"infralint/internal-error","ruleIndex":0,"level":"warning","message":{"text":"image `alpine`, once: no tag\nname 100% of it"},
    "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a%20b/Dockerfile","uriBaseId":"%SRCROOT%"},
    "region":{"startLine":2,"startColumn":6,"endLine":2,"endColumn":12}}}],"relatedLocations":[{"id":1,"physicalLocation":{"artifactLocation":{"uri":"k8s/web.yaml","uriBaseId":"%SRCROOT%"},
    "region":{"startLine":1,"startColumn":7,"endLine":1,"endColumn":8}},
    "message":{"text":"used here"}}],"partialFingerprints":{"infralint/v1":"9d3485be164e0f7a:1","primaryLocationLineHash":"ba24c708eb419fae:1"},
    "fixes":[{"description":{"text":"use debian (may change behaviour)"},
    "artifactChanges":[{"artifactLocation":{"uri":"a%20b/Dockerfile","uriBaseId":"%SRCROOT%"},
    "replacements":[{"deletedRegion":{"startLine":2,"startColumn":6,"endLine":2,"endColumn":12},
    "insertedContent":{"text":"debian"}}]},
    {"artifactLocation":{"uri":"k8s/web.yaml","uriBaseId":"%SRCROOT%"},
    "replacements":[{"deletedRegion":{"startLine":1,"startColumn":8,"endLine":1,"endColumn":8},
    "insertedContent":{"text":"x: y\n"}}]}]}]},
    {"ruleId":"infralint/internal-error","ruleIndex":0,"level":"note","message":{"text":"`a` is odd"},
    "locations":[{"physicalLocation":{"artifactLocation":{"uri":"k8s/web.yaml","uriBaseId":"%SRCROOT%"},
    "region":{"startLine":1,"startColumn":1,"endLine":2,"endColumn":3}}}],"partialFingerprints":{"infralint/v1":"4a137fde9ac32d09:1","primaryLocationLineHash":"a2bf84c6d7942ee:1"}},
    {"ruleId":"infralint/internal-error","ruleIndex":0,"level":"error","message":{"text":"`é` is fine"},
    "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a%20b/Dockerfile","uriBaseId":"%SRCROOT%"},
    "region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":2}}}],"partialFingerprints":{"infralint/v1":"dc5161d16f73bb3b:1","primaryLocationLineHash":"bb303594bf047eec:1"},
    "suppressions":[{"kind":"inSource","justification":"as agreed"}]}]}]}
    "#);
}

#[expect(clippy::disallowed_methods, reason = "cargo knows where the crates are")]
fn cargo(arguments: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO")).args(arguments).output().expect("cargo runs");
    String::from_utf8(output.stdout).expect("text")
}

/// The official schema, as the crate `serde-sarif` carries it.
fn schema() -> serde_json::Value {
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let arguments =
        ["metadata", "--format-version=1", "--offline", "--filter-platform", host, "--manifest-path", manifest];
    let metadata: serde_json::Value = serde_json::from_str(&cargo(&arguments)).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").expect("serde-sarif");
    let folder = std::path::Path::new(package["manifest_path"].as_str().expect("a path")).parent().expect("a folder");
    #[expect(clippy::disallowed_methods, reason = "the schema is a file of another crate")]
    let text = std::fs::read_to_string(folder.join("src/schema.json")).expect("the schema");
    let mut schema: serde_json::Value = serde_json::from_str(&text).expect("the schema is JSON");
    // The pattern of languages has a bracket too many, which a strict reader of regular expressions refuses. We write none.
    for owner in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{owner}/properties/language")).expect("a definition");
        language.as_object_mut().expect("an object").remove("pattern");
    }
    schema
}

#[test]
fn sarif_keeps_to_the_official_schema_and_says_the_same_to_others() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for report in [sample([0, 1, 2]), Report::new(Files::default(), Vec::new(), Vec::new())] {
        let text = render(&report, Format::Sarif, false);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        let read: serde_sarif::sarif::Sarif = serde_json::from_str(&text).expect("SARIF");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), value);
    }
    let broken = serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] });
    assert!(!validator.is_valid(&broken));
}

#[test]
fn sarif_leaves_out_the_least_severe_over_the_limit_and_says_so() {
    let small = sample([0, 1, 2]);
    let line = small.findings.iter().find(|finding| finding.severity == Severity::Info).expect("an info");
    let mut findings: Vec<Diagnostic> =
        (0..25_000).map(|number| Diagnostic { message: format!("`{number}`"), ..line.clone() }).collect();
    findings.extend(small.findings.iter().filter(|finding| finding.severity > Severity::Info).cloned());
    let report = Report::new(small.files, findings, Vec::new());
    let value: serde_json::Value = serde_json::from_str(&render(&report, Format::Sarif, false)).expect("JSON");
    let run = &value["runs"][0];
    assert_eq!(run["results"].as_array().map(Vec::len), Some(25_000));
    assert_eq!((&run["results"][0]["level"], &run["results"][1]["level"]), (&"error".into(), &"warning".into()));
    assert!(
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].to_string().contains("2 results")
    );
}
