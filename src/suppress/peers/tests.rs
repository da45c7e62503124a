use super::*;
use crate::config::Config;
use crate::kind::FileKind;
use crate::lint;
use crate::source::{Files, SourceFile};

/// The rules whose findings are silenced and those that are left, of the rules that are named.
fn outcome(path: &str, kind: FileKind, text: &str, rules: &[&str]) -> (Vec<&'static str>, Vec<&'static str>) {
    let report = lint(Files::new(vec![SourceFile::new(path, kind, text)], Vec::new()), &Config::default());
    let silenced = report.suppressed.iter().map(|suppressed| suppressed.diagnostic.rule);
    let left = report.findings.iter().map(|finding| finding.rule);
    let of = |all: Vec<&'static str>| all.into_iter().filter(|rule| rules.contains(rule)).collect();
    (of(silenced.collect()), of(left.collect()))
}

fn dockerfile(text: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    outcome("Dockerfile", FileKind::Dockerfile, text, &["image/latest-tag", "infralint/unused-ignore"])
}

#[test]
fn comments_above_an_instruction_cover_it() {
    for comment in [
        "# hadolint ignore=DL3007",
        "#hadolint  ignore=DL3008, dl3007 # the newest is wanted\n# another comment",
        "# trivy:ignore:AVD-DS-0001",
        "#trivy:ignore:DS999 trivy:ignore:DS001:exp:2024-01-01",
        "# check=skip=X;error=true\n# hadolint ignore=DL3007",
        "# nosemgrep",
        "# nosemgrep: dockerfile.best-practice.avoid-latest-version.avoid-latest-version",
        "# kics-scan ignore-line",
        "# kics-scan ignore-block",
        "# droast ignore=DF001 reason=\"x\"",
    ] {
        let text = format!("FROM debian:12 AS base\n{comment}\nFROM debian:latest\nFROM alpine:latest\n");
        assert_eq!(dockerfile(&text), (vec!["image/latest-tag"], vec!["image/latest-tag"]), "{comment}");
    }
}

#[test]
fn comments_for_a_file_cover_all_of_it() {
    for comment in [
        "# hadolint global ignore=DL3007",
        "#checkov:skip=CKV_DOCKER_7:it is a test",
        "# kics-scan ignore",
        "# droast global ignore=DF001",
    ] {
        let text = format!("FROM debian:12\n{comment}\nFROM debian:latest\nFROM alpine:latest\n");
        assert_eq!(dockerfile(&text), (vec!["image/latest-tag"; 2], vec![]), "{comment}");
    }
}

#[test]
fn what_names_nothing_of_ours_changes_nothing_and_is_no_fault() {
    for comment in [
        "# hadolint ignore=DL3059",
        "# hadolint shell=bash",
        "# trivy:ignore:AVD-XX-0001",
        "# tfsec:ignore:DS001",
        "# say hadolint ignore DL3007",
        "# see `hadolint ignore=DL3007`",
        "# kics-scan disable=555ab8f9-2001-455e-a077-f2d0f41e2fb9",
    ] {
        let text = format!("{comment}\nFROM debian:latest\n");
        assert_eq!(dockerfile(&text), (vec![], vec!["image/latest-tag"]), "{comment}");
    }
}

#[test]
fn annotations_cover_their_object() {
    let pod = |annotation: &str, name: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\n  annotations:\n    {annotation}\nspec:\n  containers:\n  - name: app\n    \
             image: acme/app:1\n    securityContext:\n      privileged: true\n"
        )
    };
    for annotation in [
        "ignore-check.kube-linter.io/privileged-container: it is a driver",
        "kube-linter.io/ignore-all: it is a driver",
        "kube-score/ignore: pod-networkpolicy, container-security-context-privileged",
        "polaris.fairwinds.com/runAsPrivileged-exempt: \"true\"",
        "polaris.fairwinds.com/exempt: \"true\"",
        "checkov.io/skip1: CKV_K8S_16=it is a driver",
    ] {
        let text = format!("{}---\n{}", pod(annotation, "a"), pod("acme.io/x: \"1\"", "b"));
        let rules = ["kubernetes/privileged", "infralint/unused-ignore"];
        let (silenced, left) = outcome("pod.yaml", FileKind::Kubernetes, &text, &rules);
        assert_eq!((silenced, left), (vec!["kubernetes/privileged"], vec!["kubernetes/privileged"]), "{annotation}");
    }
    let off = pod("polaris.fairwinds.com/exempt: \"false\"", "a");
    assert_eq!(outcome("pod.yaml", FileKind::Kubernetes, &off, &["kubernetes/privileged"]).0, Vec::<&str>::new());
}

#[test]
fn annotations_of_a_template_cover_its_pods() {
    for annotation in [
        "ignore-check.kube-linter.io/privileged-container: it is a driver",
        "kube-score/ignore: container-security-context-privileged",
        "polaris.fairwinds.com/runAsPrivileged-exempt: \"true\"",
        "checkov.io/skip3: CKV_K8S_16=it is a driver",
    ] {
        let text = format!(
            "apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: agent\nspec:\n  selector: {{ matchLabels: {{ app: agent }} }}\n  \
             template:\n    metadata:\n      labels: {{ app: agent }}\n      annotations:\n        {annotation}\n    spec:\n      \
             containers:\n      - name: agent\n        image: acme/agent:1\n        securityContext:\n          privileged: true\n"
        );
        let found = outcome("agent.yaml", FileKind::Kubernetes, &text, &["kubernetes/privileged"]);
        assert_eq!(found, (vec!["kubernetes/privileged"], vec![]), "{annotation}");
    }
}

#[test]
fn comments_in_manifests_are_read() {
    let pod = |above: &str, at: &str| {
        format!(
            "{above}apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\nspec:\n  containers:\n  - name: agent\n    image: acme/agent:1\n    \
             securityContext:\n{at}      privileged: true\n"
        )
    };
    for text in [
        pod("", "      # trivy:ignore:KSV-0017\n"),
        pod("# trivy:ignore:AVD-KSV-0017\n", ""),
        pod("# checkov:skip=CKV_K8S_16:it is a driver\n", ""),
        pod("", "      # kics-scan ignore-line\n"),
        pod("# kics-scan ignore\n", ""),
    ] {
        let found = outcome("agent.yaml", FileKind::Kubernetes, &text, &["kubernetes/privileged"]);
        assert_eq!(found, (vec!["kubernetes/privileged"], vec![]), "{text}");
    }
}

#[test]
fn a_comment_in_a_resource_covers_the_resource() {
    let key = |inside: &str, above: &str| {
        format!(
            "{above}resource \"aws_kms_key\" \"a\" {{\n  description = \"x\"\n{inside}  enable_key_rotation = false\n}}\n"
        )
    };
    let other = key("", "").replace("\"a\"", "\"b\"");
    let rules = ["aws/kms-rotation", "infralint/unused-ignore"];
    for text in [
        key("  #checkov:skip=CKV_AWS_7:rotated by hand\n", ""),
        key("", "#trivy:ignore:avd-aws-0065\n"),
        key("", "# tfsec:ignore:AWS099 tfsec:ignore:AVD-AWS-0065\n"),
        key("  // trivy:ignore:AWS-0065\n", ""),
    ] {
        let (silenced, left) = outcome("main.tf", FileKind::Terraform, &format!("{text}\n{other}"), &rules);
        assert_eq!((silenced, left), (vec!["aws/kms-rotation"], vec!["aws/kms-rotation"]), "{text}");
    }
}

#[test]
fn ids_have_several_spellings() {
    for id in ["DS-0002", "DS002", "AVD-DS-0002", "avd-ds-0002"] {
        let means = ids::targets("trivy", id);
        assert!(means.iter().any(|target| target.rule == "dockerfile/last-user-root"), "{id}");
    }
    assert!(ids::targets("trivy", "DS-2002").is_empty());
    assert!(ids::targets("trivy", "x-\u{1f600}").is_empty());
}

#[test]
fn comments_in_scripts_and_for_compose_and_terraform_are_read() {
    let workflow = |comment: &str| {
        format!(
            "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          true\n          {comment}\n          \
             ls \\\n            2>&1 > a\n          ls 2>&1 > b\n"
        )
    };
    let rules = ["shell/redirect-order", "infralint/unused-ignore"];
    for comment in
        ["# shellcheck disable=SC2069", "# shellcheck disable=SC1000,SC2000-SC2100 # why", "# shellcheck disable=all"]
    {
        let (silenced, left) = outcome(".github/workflows/a.yml", FileKind::GithubWorkflow, &workflow(comment), &rules);
        assert_eq!((silenced.len(), left.len()), (1, 1), "{comment}");
    }
    let compose = |comment: &str| {
        format!("services:\n  a:\n    image: acme/a:latest {comment}\n  b:\n    image: acme/b:latest\n")
    };
    for (comment, silenced, left) in [
        ("# dclint disable-line service-image-require-explicit-tag", 1, 1),
        ("# dclint disable-line", 1, 1),
        ("# dclint disable-file", 2, 0),
        ("# dclint disable require-quotes-in-ports", 0, 2),
        ("# zizmor: ignore[unpinned-uses, unpinned-images] ours", 1, 1),
    ] {
        let found = outcome("compose.yaml", FileKind::Compose, &compose(comment), &["image/latest-tag"]);
        assert_eq!((found.0.len(), found.1.len()), (silenced, left), "{comment}");
    }
    let module = |comment: &str| format!("{comment}\nmodule \"a\" {{\n  source = \"git::https://acme.io/a.git\"\n}}\n");
    for comment in [
        "# tflint-ignore: terraform_module_pinned_source",
        "# tflint-ignore-file: x, terraform_module_pinned_source # why",
    ] {
        let found = outcome("main.tf", FileKind::Terraform, &module(comment), &["terraform/module-unpinned"]);
        assert_eq!((found.0.len(), found.1.len()), (1, 0), "{comment}");
    }
}

#[test]
fn a_comment_silences_only_the_findings_that_stand_for_its_check() {
    let stage = "FROM debian:12\nCMD [\"a\"]\nCMD [\"b\"]\nENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]\n";
    let rules = ["dockerfile/multiple-instructions-ignored"];
    for (check, silenced) in [("DL4003", 1), ("DL4004", 1), ("DL4003,DL4004", 2), ("DL3012", 0)] {
        let text = format!("# hadolint global ignore={check}\n{stage}");
        let found = outcome("Dockerfile", FileKind::Dockerfile, &text, &rules);
        assert_eq!((found.0.len(), found.1.len()), (silenced, 2 - silenced), "{check}");
    }
    let pod = |check: &str, resources: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    ignore-check.kube-linter.io/{check}: why\nspec:\n  \
             containers:\n  - name: app\n    image: acme/app:1\n    resources: {resources}\n"
        )
    };
    let no_limit = "{ requests: { cpu: 1, memory: 1Gi } }";
    for (check, resources, silenced) in [
        ("unset-cpu-requirements", no_limit, 0),
        ("unset-memory-requirements", no_limit, 1),
        ("unset-cpu-requirements", "{}", 1),
    ] {
        let found =
            outcome("pod.yaml", FileKind::Kubernetes, &pod(check, resources), &["kubernetes/missing-resources"]);
        assert_eq!((found.0.len(), found.1.len()), (silenced, 1 - silenced), "{check} {resources}");
    }
}

/// How many findings of a rule a Dockerfile's comments silence, and how many are left.
fn counts(text: &str, rule: &str, today: Option<&str>) -> (usize, usize) {
    let mut config = Config::default();
    config.today = today.map(str::to_owned);
    let file = SourceFile::new("Dockerfile", FileKind::Dockerfile, text);
    let report = lint(Files::new(vec![file], Vec::new()), &config);
    let silenced = report.suppressed.iter().filter(|suppressed| suppressed.diagnostic.rule == rule).count();
    (silenced, report.findings.iter().filter(|finding| finding.rule == rule).count())
}

#[test]
fn blanks_and_prose_around_the_names_do_not_matter() {
    for (comment, silenced) in [
        ("# hadolint ignore = DL3007", 1),
        ("# hadolint ignore= DL3006 , DL3007 because", 1),
        ("#hadolint\tignore=DL3007#why", 1),
        ("# hadolint ignore=DL3007\n\n# and more\n# trivy:ignore:AVD-XX-0001", 1),
        ("# hadolint ignore=", 0),
        ("# hadolint ignored=DL3007", 0),
        ("# hadolint ignore DL3007", 0),
        ("# nosemantics", 0),
        ("# nosem: avoid-latest-version", 1),
        ("# kics-scan ignored", 0),
    ] {
        let text = format!("{comment}\nFROM debian:latest\n");
        assert_eq!(counts(&text, "image/latest-tag", None).0, silenced, "{comment}");
    }
}

#[test]
fn comments_of_buildkit_cover_the_file_at_its_head_and_the_instruction_elsewhere() {
    let text = |head: &str, inner: &str| {
        format!("{head}FROM debian:12\n{inner}WORKDIR app\nWORKDIR /x\nFROM debian:12\nWORKDIR app\n")
    };
    let rule = "dockerfile/relative-workdir";
    for head in [
        "# check=skip=WorkdirRelativePath\n",
        "# syntax=docker/dockerfile:1\n# check = skip=JSONArgsRecommended, WorkdirRelativePath;error=true\n",
        "# check=error=true; skip = WorkdirRelativePath\n",
        "#check=experimental=all;skip=all\n",
        "# check=skip=WorkdirRelativePath // the base image says where\n",
    ] {
        assert_eq!(counts(&text(head, ""), rule, None), (2, 0), "{head}");
    }
    for head in ["# check=skip=StageNameCasing\n", "# check=skip=\n", "# check=error=true\n", "# check = skip this\n"] {
        assert_eq!(counts(&text(head, ""), rule, None), (0, 2), "{head}");
    }
    assert_eq!(counts(&text("", "# check=skip=WorkdirRelativePath\n"), rule, None), (1, 1));
}

#[test]
fn a_comment_for_a_stage_covers_it() {
    let stages = |above: &str, inside: &str| {
        format!(
            "FROM a:1 AS a\nWORKDIR a\n{above}FROM a:1 AS b\n{inside}WORKDIR b\nRUN true\nWORKDIR c\nFROM a:1\nWORKDIR d\n"
        )
    };
    let comment = "# hadolint stage ignore=DL3000\n";
    let rule = "dockerfile/relative-workdir";
    let all = counts(&stages("", ""), rule, None).1;
    for text in [stages(comment, ""), stages("", comment)] {
        let (silenced, left) = counts(&text, rule, None);
        assert!(silenced > 0 && left == all - silenced, "{text}: {silenced} {left}");
        let above = counts(&stages("# hadolint global ignore=DL3000\n", ""), rule, None);
        assert!(above == (all, 0) && silenced < all, "{above:?}");
    }
}

#[test]
fn comments_hold_up_to_their_day() {
    for (comment, day, holds) in [
        ("# trivy:ignore:DS-0001:exp:2025-06-30", "2025-06-30", true),
        ("# trivy:ignore:DS-0001:exp:2025-06-30", "2025-07-01", false),
        ("# trivy:ignore:DS-0001:exp:soon", "2025-07-01", true),
        ("# droast ignore=DF001 reason=\"why\" expires=2025-06-30", "2025-06-01", true),
        ("# droast ignore=DF001 reason=\"why\" expires=2025-06-30", "2026-01-01", false),
        ("# droast ignore=DF001 expires=\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}", "2026-01-01", true),
    ] {
        let text = format!("{comment}\nFROM debian:latest\n");
        let (silenced, left) = if holds { (1, 0) } else { (0, 1) };
        assert_eq!(counts(&text, "image/latest-tag", Some(day)), (silenced, left), "{comment} {day}");
        assert_eq!(counts(&text, "image/latest-tag", None), (1, 0), "{comment}");
    }
}

#[test]
fn tally_names_the_checks_of_others() {
    for (id, silenced) in [
        ("DL3007", 1),
        ("hadolint/DL3007;reason=it is a test", 1),
        ("hadolint/*", 1),
        ("buildkit/*,all", 1),
        ("buildkit/DL3007", 0),
        ("tally/DL3007", 0),
        ("DL3008", 0),
    ] {
        for comment in [format!("# tally ignore={id}"), format!("# tally global ignore={id}")] {
            let text = format!("{comment}\nFROM debian:latest\n");
            assert_eq!(counts(&text, "image/latest-tag", None).0, silenced, "{comment}");
        }
    }
}

#[test]
fn kics_names_its_queries_by_number() {
    let latest = "f45ea400-6bbe-4501-9fc7-1c3d75c32067";
    for (comment, silenced) in [
        (format!("# kics-scan disable={latest}"), 1),
        (format!("# kics-scan disable=x,{}", latest.to_uppercase()), 1),
        (format!("# kics-scan enable={latest}"), 0),
        ("# kics-scan enable=fd54f200-402c-4333-a5a4-36ef6709af2f".into(), 1),
        ("# kics-scan disable=fd54f200-402c-4333-a5a4-36ef6709af2f".into(), 0),
    ] {
        let text = format!("{comment}\nFROM debian:latest\n");
        assert_eq!(counts(&text, "image/latest-tag", None).0, silenced, "{comment}");
    }
}
