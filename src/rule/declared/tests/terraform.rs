//! What is asked of the blocks of a module and of those around them.

use super::*;
use crate::model::terraform::Resource;
use crate::project::Project;
use crate::syntax;

/// What a condition says of the resource `x` in a module of these files, and the text of the place that it points to.
fn ask(files: &[(&str, FileKind, &str)], condition: &str) -> (Option<bool>, Option<String>) {
    let expression = parse(condition).unwrap_or_else(|fault| panic!("{condition}: {fault:?}"));
    let sources = files.iter().map(|(path, kind, text)| SourceFile::new(*path, *kind, *text)).collect();
    let files = Files::new(sources, Vec::new());
    let documents = syntax::parse_all(&files);
    let project = Project::new(&files, &documents);
    let module = project.terraform.iter().next().expect("a module");
    let block = module.blocks.iter().copied().find(|block| block.labels[1] == "x").expect("a block named x");
    let derived = Derived::default();
    let root = Root::Node(block.body);
    let block = Some(Resource { module, block });
    let answer = evaluate(&expression, Scope { root, block, derived: &derived, project: Some(&project) });
    (answer.holds, answer.place.map(|place| files.text(place.span()).to_owned()))
}

#[track_caller]
fn is(text: &str, condition: &str, expected: Option<bool>) {
    assert_eq!(ask(&[("main.tf", FileKind::Terraform, text)], condition).0, expected, "{condition} of {text}");
}

#[test]
fn links_are_followed_backwards() {
    let bucket = "resource \"s3\" \"x\" {\n  bucket = \"logs\"\n}\n";
    let block = |body: &str| format!("{bucket}resource \"pab\" \"y\" {{\n{body}\n}}\n");
    let (bare, with) = ("linked(pab.bucket -> self.bucket)", "linked(pab.bucket -> self.bucket) { on == true }");
    let unlinked = "unlinked(pab.bucket -> self.bucket)";
    for (text, bare_is, with_is, unlinked_is) in [
        (bucket.to_owned(), NO, NO, YES),
        (block("bucket = s3.x.id\non = true"), YES, YES, NO),
        (block("bucket = s3.x[0].id\non = false"), YES, NO, NO),
        (block("bucket = s3.x.id\non = var.on"), YES, None, NO),
        (block("bucket = \"logs\"\non = true"), YES, YES, NO),
        (block("bucket = \"other\"\non = true"), NO, NO, YES),
        (block("bucket = s3.other.id\non = true"), None, None, None),
        (block("bucket = var.bucket\non = true"), None, None, None),
        (block("bucket = each.value\non = true"), None, None, None),
        (block("bucket = s3.x.id\ncount = var.count\non = true"), None, None, None),
        (block("bucket = s3.x.id\ncount = 1\non = true"), YES, YES, NO),
        (format!("{bucket}module \"m\" {{\n  source = \"./m\"\n  bucket = s3.x.id\n}}\n"), None, None, None),
        (format!("{bucket}output \"o\" {{\n  value = s3.x.arn\n}}\n"), None, None, None),
        (format!("{bucket}output \"o\" {{\n  value = s3.other.arn\n}}\n"), NO, NO, YES),
    ] {
        is(&text, bare, bare_is);
        is(&text, with, with_is);
        is(&text, unlinked, unlinked_is);
    }
}

#[test]
fn references_are_followed() {
    let text = |lb: &str| {
        format!("resource \"listener\" \"x\" {{\n  lb = {lb}\n}}\nresource \"lb\" \"y\" {{\n  internal = true\n}}\n")
    };
    for (lb, internal, external) in [
        ("lb.y.arn", YES, NO),
        ("lb.z.arn", None, None),
        ("var.lb", None, None),
        ("\"arn\"", None, None),
        ("null", NO, NO),
    ] {
        is(&text(lb), "ref(lb) { internal == true }", internal);
        is(&text(lb), "ref(lb) { internal == false }", external);
    }
    let data = "resource \"a\" \"x\" {\n  b = data.c.d.id\n}\ndata \"c\" \"d\" {\n  e = 1\n}\n";
    is(data, "ref(b) { e == 1 }", YES);
    is(data, "kind(a) and ref(b) { kind(\"c*\") and not kind(a) }", YES);
}

#[test]
fn json_is_read_out_of_expressions() {
    for (value, expected) in [
        ("jsonencode([{ image = \"app\", privileged = true }])", YES),
        ("jsonencode([{ image = var.image, privileged = false }])", NO),
        ("jsonencode([merge(local.base, {})])", None),
        ("\"[{\\\"privileged\\\": true}]\"", YES),
        ("<<EOF\n[{\"image\": \"${var.image}\", \"privileged\": true}]\nEOF", YES),
        ("<<EOF\n[{\"image\": ${var.image}, \"privileged\": false}]\nEOF", NO),
        ("<<EOF\n[${join(\",\", var.all)}]\nEOF", None),
        ("<<EOF\n[{${var.rest}, \"image\": \"app\"}]\nEOF", None),
        ("<<EOF\n[{\"privileged\": \"${var.privileged}\"}]\nEOF", None),
        ("<<EOF\n%{ if var.a }[]%{ endif }\nEOF", None),
        ("file(\"containers.json\")", None),
        ("local.containers", YES),
        ("local.other", None),
        ("local.containers[0]", None),
    ] {
        let text = format!(
            "resource \"task\" \"x\" {{\n  containers = {value}\n}}\n\
             locals {{\n  containers = jsonencode([{{ privileged = true }}])\n  other = var.other\n}}\n"
        );
        is(&text, "json(containers)[*].privileged == true", expected);
    }
    let heredoc =
        "resource \"task\" \"x\" {\n  text = <<-EOF\n    {\"a\": \"${var.a}\", \"b\": [\"0.0.0.0/0\"]}\n  EOF\n}\n";
    let place = ask(&[("main.tf", FileKind::Terraform, heredoc)], "json(text).b[*] is cidr.open").1;
    assert_eq!(place.as_deref(), Some("\"0.0.0.0/0\""));
}

const STATEMENT: &str = "statement(policy) { effect == \"Allow\" and action[*] covers \"iam:passrole\" and resource[*] == \"*\" and empty(condition) }";

#[test]
fn statements_have_one_form() {
    let json = |statement: &str| {
        format!("resource \"p\" \"x\" {{\n  policy = <<EOF\n{{\"Statement\": {statement}}}\nEOF\n}}\n")
    };
    for (statement, expected) in [
        (r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#, YES),
        (r#"[{"Effect": "Allow", "Action": ["s3:Get", "iam:Pass*"], "Resource": ["*"]}]"#, YES),
        (r#"{"Effect": "Allow", "Action": "IAM:*", "Resource": "${var.arn}"}"#, None),
        (r#"{"Effect": "Deny", "Action": "*", "Resource": "*"}"#, NO),
        (r#"{"Effect": "Allow", "NotAction": "*", "Resource": "*"}"#, NO),
        (r#"{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MFA": "true"}}}"#, NO),
        (r"[${var.more}]", None),
    ] {
        is(&json(statement), STATEMENT, expected);
    }
    let block = |body: &str| {
        format!(
            "resource \"p\" \"x\" {{\n  policy = data.aws_iam_policy_document.d.json\n}}\n\
             data \"aws_iam_policy_document\" \"d\" {{\n{body}\n}}\n"
        )
    };
    let all = "statement {\n  actions = [\"*\"]\n  resources = [\"*\"]\n}";
    for (body, expected) in [
        (all.to_owned(), YES),
        (format!("source_policy_documents = [var.a]\n{all}"), YES),
        (format!("override_policy_documents = [var.a]\n{all}"), None),
        ("source_policy_documents = [var.a]".to_owned(), None),
        (String::new(), NO),
        (all.replace("[\"*\"]", "var.all"), None),
        (all.replace("statement {", "dynamic \"statement\" {\n  for_each = var.a"), None),
        (all.replace("statement {", "statement {\n  effect = \"Deny\""), NO),
        (all.replace("statement {", "statement {\n  condition {\n    test = \"Bool\"\n    variable = \"aws:X\"\n    values = [\"true\"]\n  }"), NO),
        (all.replace("statement {", "statement {\n  dynamic \"condition\" {\n    for_each = var.a\n  }"), None),
    ] {
        is(&block(&body), STATEMENT, expected);
    }
}

#[test]
fn principals_and_conditions_have_one_form() {
    let text = |principal: &str| {
        format!(
            "resource \"p\" \"x\" {{\n  policy = jsonencode({{ Statement = [{{\n    Effect = \"Allow\"\n    Principal = {principal}\n    \
             Condition = {{ StringEquals = {{ \"AWS:SourceVpce\" = [\"vpce-1\"] }} }}\n  }}] }})\n}}\n"
        )
    };
    let anybody = "statement(policy) { principal[*] == \"*\" }";
    for (principal, expected) in [
        ("\"*\"", YES),
        ("{ AWS = \"*\" }", YES),
        ("{ AWS = [\"1\", \"*\"] }", YES),
        ("{ Service = \"*\" }", NO),
        ("{ AWS = var.account }", None),
        ("var.principal", None),
    ] {
        is(&text(principal), anybody, expected);
    }
    is(
        &text("\"*\""),
        "statement(policy) { any(condition) { key == \"aws:sourcevpce\" and values[*] == \"vpce-1\" } }",
        YES,
    );
    is(&text("{ Service = \"ec2\" }"), "statement(policy) { principal[*] matches \"service:*\" }", YES);
}

#[test]
fn defaults_follow_the_provider() {
    let check = "public ?? {\">=6\": false, \"<6\": true} == true";
    let resource = "resource \"aws_r\" \"x\" {\n}\n";
    let require = |version: &str| {
        format!(
            "{resource}terraform {{\n  required_providers {{\n    aws = {{ source = \"hashicorp/aws\", version = \"{version}\" }}\n  }}\n}}\n"
        )
    };
    is(resource, check, None);
    is(&require("~> 5.0"), check, YES);
    is(&require(">= 6.2"), check, NO);
    is(&require(">= 5.0"), check, None);
    is(&require("~> 5.0").replace("{\n}", "{\n  public = false\n}"), check, NO);
    is(&require("~> 5.0").replace("{\n}", "{\n  public = var.public\n}"), check, None);
    let lock = "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"6.0.1\"\n}\n";
    let files =
        [("main.tf", FileKind::Terraform, &*require(">= 5.0")), (".terraform.lock.hcl", FileKind::TerraformLock, lock)];
    assert_eq!(ask(&files, check).0, NO);
}
