use proptest::prelude::*;

use super::*;
use crate::kind::FileKind;
use crate::repair::repair;
use crate::report::Report;
use crate::source::{Files, SourceFile};
use crate::{lint, syntax};

/// What each comment of a file names, covers (the first and the last line of it) and gives as a reason.
fn ignores(kind: FileKind, text: &str) -> Vec<String> {
    let files = Files::new(vec![SourceFile::new("f", kind, text)], Vec::new());
    let documents = syntax::parse_all(&files);
    let project = Project::new(&files, &documents);
    let shown = |ignore: Ignore| {
        let names: Vec<String> = ignore.names.into_iter().map(|name| name.text).collect();
        let covers = ignore.covers.map_or("nothing".to_owned(), |span| {
            let lines: Vec<&str> = files.text(span).lines().map(str::trim).collect();
            if lines.len() == 1 { lines[0].to_owned() } else { format!("{} .. {}", lines[0], lines[lines.len() - 1]) }
        });
        let reason = ignore.reason.map(|reason| format!(" | {reason}")).unwrap_or_default();
        format!("{} | {covers}{reason}", names.join(" "))
    };
    read(&project, &documents[0], None).into_iter().map(shown).collect()
}

fn report(text: &str) -> Report {
    lint(Files::new(vec![SourceFile::new("compose.yaml", FileKind::Compose, text)], Vec::new()), &Config::default())
}

/// The rules of the findings that are left, with their messages where they are about comments, and those of the silenced ones.
fn outcome(text: &str) -> (Vec<String>, Vec<&'static str>) {
    let report = report(text);
    let wanted = ["compose/privileged", unused::RULE];
    let found = report.findings.into_iter().filter(|finding| wanted.contains(&finding.rule));
    let found = found.map(|finding| if finding.rule == unused::RULE { finding.message } else { finding.rule.into() });
    let silenced = report.suppressed.into_iter().map(|silenced| silenced.diagnostic.rule);
    (found.collect(), silenced.filter(|rule| wanted.contains(rule)).collect())
}

/// The text after all safe fixes.
fn fixed(text: &str) -> String {
    let files = Files::new(vec![SourceFile::new("compose.yaml", FileKind::Compose, text)], Vec::new());
    let repaired = repair(files, &Config::default(), false);
    repaired.report.files.get(FileId(0)).text().to_owned()
}

#[test]
fn a_comment_covers_what_starts_on_its_line_or_next() {
    let text = "\
# infralint: ignore[a/top] the whole document
a: 1 # infralint: ignore[a/line]
b: # infralint: ignore[a/block]
  # infralint: ignore[a/next]
  # another comment

  # infralint: ignore[a/stacked]
  - name: x # infralint: ignore[a/item]
    size: 2
    # infralint: ignore[a/end]
c: |
  # infralint: ignore[a/text]
# infralint: ignore[a/nothing]
";
    insta::assert_snapshot!(ignores(FileKind::Kubernetes, text).join("\n"), @r"
    a/top | a: 1 # infralint: ignore[a/line] .. # infralint: ignore[a/text] | the whole document
    a/line | a: 1 # infralint: ignore[a/line]
    a/block | b: # infralint: ignore[a/block] .. size: 2
    a/next | name: x # infralint: ignore[a/item] .. size: 2
    a/stacked | name: x # infralint: ignore[a/item] .. size: 2
    a/item | - name: x # infralint: ignore[a/item] .. size: 2
    a/end | c: | .. # infralint: ignore[a/text]
    a/nothing | nothing
    ");
}

#[test]
fn comments_are_read_in_any_case_and_with_any_spaces() {
    let text = "\
a: 1 #INFRALINT:ignore[a/b,c/*]
b: 2 # Infralint :  Ignore [ a/b , c/d ] - because
c: 3 # pinned by ops; infralint: ignore[a/b]
d: 4 # infralint: ignored
e: 5 # infralint: see the handbook
f: 6 # write `infralint: ignore[RULE]`
g: 7 # infralint: ignore
h: 8 # infralint: ignore-file[*]
i: 9 # infralint: ignore[a/b
";
    insta::assert_snapshot!(ignores(FileKind::Kubernetes, text).join("\n"), @r"
    a/b c/* | a: 1 #INFRALINT:ignore[a/b,c/*]
    a/b c/d | b: 2 # Infralint :  Ignore [ a/b , c/d ] - because | because
    a/b | c: 3 # pinned by ops; infralint: ignore[a/b]
     | g: 7 # infralint: ignore
    * | a: 1 #INFRALINT:ignore[a/b,c/*] .. i: 9 # infralint: ignore[a/b
    a/b | i: 9 # infralint: ignore[a/b
    ");
}

#[test]
fn hcl_has_three_sorts_of_comments() {
    let text = "\
// infralint: ignore[a/bucket]
resource \"aws_s3_bucket\" \"logs\" {
  bucket = \"logs\" # infralint: ignore[a/name]
  /* infralint: ignore[a/tags] they
     come later */
  tags = {
    a = 1
  }
  # infralint: ignore[a/end]
}
/* infralint: ignore-file[a/*] */
";
    insta::assert_snapshot!(ignores(FileKind::Terraform, text).join("\n"), @r#"
    a/bucket | resource "aws_s3_bucket" "logs" { .. }
    a/name | bucket = "logs" # infralint: ignore[a/name]
    a/tags | tags = { .. } | they come later
    a/end | resource "aws_s3_bucket" "logs" { .. }
    a/* | // infralint: ignore[a/bucket] .. /* infralint: ignore-file[a/*] */
    "#);
}

#[test]
fn templates_are_covered_by_indentation() {
    let text = "\
{{/* infralint: ignore-file[a/all] */}}
spec:
  {{- /* infralint: ignore[a/block] for now */ -}}
  containers:
    - name: x
      # infralint: ignore[a/line]
      image: y

  volumes: []
{{/* infralint: ignore[a/open]
";
    insta::assert_snapshot!(ignores(FileKind::HelmTemplate, text).join("\n"), @r"
    a/all | {{/* infralint: ignore-file[a/all] */}} .. {{/* infralint: ignore[a/open]
    a/block | {{- /* infralint: ignore[a/block] for now */ -}} | for now
    a/line | image: y
    ");
}

#[test]
fn in_a_dockerfile_a_comment_covers_the_instruction_below_or_around() {
    let text = "\
# syntax=docker/dockerfile:1
# infralint: ignore-file[a/all]
# infralint: ignore[a/from]
FROM alpine:3.22
# infralint: ignore[a/stacked]

# another comment
RUN apk add --no-cache \\
    # infralint: ignore[a/inside]
    curl
ENV A='# infralint: ignore[a/text]'
";
    insta::assert_snapshot!(ignores(FileKind::Dockerfile, text).join("\n"), @r"
    a/all | # syntax=docker/dockerfile:1 .. ENV A='# infralint: ignore[a/text]'
    a/from | FROM alpine:3.22
    a/stacked | RUN apk add --no-cache \ .. curl
    a/inside | RUN apk add --no-cache \ .. curl
    ");
}

const SERVICE: &str = "services:\n  a:\n    image: x:1\n    privileged: true";

#[test]
fn what_is_covered_is_silenced_with_its_reason() {
    for text in [
        format!("{SERVICE} # infralint: ignore[compose/privileged] by agreement\n"),
        SERVICE.replace("  a:\n", "  a: # infralint: ignore[compose/*] by agreement\n"),
        SERVICE.replace("  a:\n", "  # infralint: ignore[compose/privileged] by agreement\n  a:\n"),
        format!("# infralint: ignore-file[*] by agreement\n\n{SERVICE}\n"),
        format!("# infralint: ignore[compose/privileged] by agreement\n{SERVICE}\n"),
    ] {
        assert_eq!(outcome(&text), (vec![], vec!["compose/privileged"]), "{text}");
        let by = Silence::Comment { reason: Some("by agreement".into()) };
        assert!(report(&text).suppressed.iter().all(|silenced| silenced.by == by));
    }
}

#[test]
fn another_tool_may_see_a_finding_at_the_other_place_that_it_names() {
    let rule = "dockerfile/multiple-instructions-ignored";
    for (comment, count) in [
        ("hadolint ignore=DL4003", 0),
        ("hadolint ignore=DL4004", 1),
        ("infralint: ignore[dockerfile/multiple-instructions-ignored]", 1),
    ] {
        let text = format!("FROM debian:12\nCMD [\"a\"]\n# {comment}\nCMD [\"b\"]\n");
        let files = Files::new(vec![SourceFile::new("Dockerfile", FileKind::Dockerfile, text)], Vec::new());
        let report = lint(files, &Config::default());
        assert_eq!(report.findings.iter().filter(|finding| finding.rule == rule).count(), count, "{comment}");
    }
}

#[test]
fn what_is_not_covered_is_not_silenced() {
    let elsewhere = SERVICE.replace("x:1\n", "x:1 # infralint: ignore[compose/privileged]\n");
    let useless =
        vec!["`compose/privileged` is ignored here, but says nothing".to_owned(), "compose/privileged".into()];
    assert_eq!(outcome(&elsewhere), (useless, vec![]));
    let in_text = format!("x-text: |\n  # infralint: ignore-file[compose/privileged]\n{SERVICE}\n");
    assert_eq!(outcome(&in_text), (vec!["compose/privileged".into()], vec![]));
}

#[test]
fn names_without_a_rule_and_rules_that_say_nothing_are_reported() {
    let text = format!("{SERVICE} # infralint: ignore[compose/privileged, compose/privilegd]\n");
    assert_eq!(outcome(&text), (vec!["no rule is called `compose/privilegd`".into()], vec!["compose/privileged"]));
    let text = format!("a: 1 # infralint: ignore\n{SERVICE} # infralint: ignore[compose/privileged]\n");
    let message = "`infralint: ignore` names no rule and silences nothing".to_owned();
    assert_eq!(outcome(&text), (vec![message], vec!["compose/privileged"]));
}

#[test]
fn nothing_is_said_of_comments_where_rules_could_not_see_everything() {
    let broken = "services:\n  a:\n    image: \"x # infralint: ignore[compose/privileged]\n";
    assert!(!report(broken).findings.iter().any(|finding| finding.rule == unused::RULE));
    let files =
        Files::new(vec![SourceFile::new("f", FileKind::Compose, "a: 1 # infralint: ignore[compose/*]\n")], vec![]);
    assert_eq!(lint(files, &Config::only(unused::RULE)).findings, []);
}

#[test]
fn complaints_about_comments_can_be_silenced_too() {
    let text = "# infralint: ignore-file[infralint/unused-ignore]\na: 1 # infralint: ignore[compose/privilegd]\n";
    assert_eq!(outcome(text), (vec![], vec![unused::RULE]));
}

#[test]
fn the_fix_takes_away_the_name_the_comment_or_the_line() {
    let gone = |comment: &str| fixed(&format!("{SERVICE}{comment}\n"));
    let kept = |comment: &str| format!("{SERVICE}{comment}\n");
    assert_eq!(gone("  # infralint: ignore[x/y] no"), kept(""));
    let (first, last) =
        (" # infralint: ignore[x/y, compose/privileged] no", " # infralint: ignore[compose/privileged , x/y]");
    assert_eq!(gone(first), kept(" # infralint: ignore[compose/privileged] no"));
    assert_eq!(gone(last), kept(" # infralint: ignore[compose/privileged ]"));
    assert_eq!(gone(" # infralint: ignore[x/y, x/z]"), kept(""));
    assert_eq!(gone(" # for ops; infralint: ignore[x/y]"), kept(" # for ops;"));
    assert_eq!(fixed("a: 1\r\n  # infralint: ignore[x/y]\r\nb: 2\r\n"), "a: 1\r\nb: 2\r\n");
    assert_eq!(fixed("a: 1\n# infralint: ignore[x/y]"), "a: 1\n");
}

#[test]
fn a_comment_of_a_template_stays_because_it_leaves_white_space() {
    let fixed = |text: &str| {
        let file = SourceFile::new("templates/a.yaml", FileKind::HelmTemplate, text);
        let repaired = repair(Files::new(vec![file], Vec::new()), &Config::only(unused::RULE), false);
        (repaired.report.files.get(FileId(0)).text().to_owned(), repaired.report.findings.len())
    };
    let text = "a: |\n  {{/* infralint: ignore[x/y] */}}\n  b\n";
    assert_eq!(fixed(text), (text.to_owned(), 1));
    assert_eq!(fixed("# infralint: ignore[x/y]\na: 1\n"), ("a: 1\n".to_owned(), 0));
}

proptest! {
    /// Whatever a file says, reading its comments ends and their parts lie in the file, on the borders of characters.
    #[test]
    fn any_text_can_be_read(tokens in prop::collection::vec(
        prop::sample::select(vec![
            "infralint", "infralint: ignore[", ":", " ", "ignore", "-file", "[", "]", ",", "a/b", "*", "#", "//", "/*", "*/", "{{", "}}", "{{/*", "-",
            "\n", "\r\n", "é", "\u{feff}", "  ", "- ", "a: ", "RUN x \\", "\"", "|", "b = {", "}",
        ]),
        0..40,
    )) {
        let text = tokens.concat();
        for kind in [FileKind::Kubernetes, FileKind::Dockerfile, FileKind::Terraform, FileKind::HelmTemplate] {
            let files = Files::new(vec![SourceFile::new("f", kind, text.as_str())], Vec::new());
            let documents = syntax::parse_all(&files);
            let project = Project::new(&files, &documents);
            for ignore in read(&project, &documents[0], None) {
                let names = ignore.names.iter().flat_map(|name| [name.span, name.removal]);
                let spans = names.chain([ignore.span]).chain(ignore.covers).chain(ignore.removal);
                prop_assert!(spans.into_iter().all(|span| text.get(span.range()).is_some()), "{text:?}");
            }
        }
    }
}
