use super::*;
use crate::model::terraform::{Backend, ModuleCall, Resource};
use crate::syntax::parse_all;

fn with_modules(paths: &[(&str, &str)], others: &[&str], check: impl FnOnce(&Modules<'_>)) {
    let sources = paths.iter().map(|(path, text)| SourceFile::new(*path, FileKind::Terraform, *text)).collect();
    let files = Files::new(sources, others.iter().map(|path| (*path).to_owned()).collect());
    let documents = parse_all(&files);
    check(&Modules::new(&files, &documents));
}

const ROOT: &str =
    "provider \"aws\" {\n  region = \"eu-west-1\"\n}\nmodule \"db\" {\n  source = \"../modules/db\"\n}\n";

#[test]
fn a_root_is_called_by_nobody_and_shows_that_it_is_run() {
    let resource = "resource \"aws_db_instance\" \"main\" {}\n";
    let files =
        [("a/main.tf", ROOT), ("b/main.tf", ROOT), ("examples/a/main.tf", ROOT), ("modules/db/main.tf", resource)];
    with_modules(&files, &["a/terraform.tfvars", "b/sub/x.tfvars", "examples/a/x.tfvars"], |modules| {
        let deployed: Vec<_> =
            modules.iter().filter(|module| modules.is_deployed_root(module)).map(|module| module.folder).collect();
        assert_eq!(deployed, ["a"]);
        let called = modules.find("modules/db").expect("the module");
        assert_eq!(modules.callers(called).count(), 2);
        assert!(!modules.is_deployed(called), "one of its callers may not be run");
    });
    with_modules(&[files[0], files[3]], &["a/terraform.tfvars"], |modules| {
        assert!(modules.find("modules/db").is_some_and(|module| modules.is_deployed(module)));
    });
}

#[test]
fn files_of_a_directory_are_one_module_and_overrides_change_it() {
    let files = [
        ("a.tf", "resource \"x\" \"y\" {}\nresource \"x\" \"z\" {}\nterraform {\n  backend \"local\" {}\n}\n"),
        ("b_override.tf", "resource \"x\" \"z\" {}\n"),
        ("c.tf", "module \"m\" {\n  source = \"./m\"\n}\n"),
        ("c.tofu", "module \"n\" {\n  source = \"./n\"\n}\n"),
    ];
    with_modules(&files, &[], |modules| {
        assert_eq!(modules.iter().len(), 1);
        let module = modules.find("").expect("the root");
        assert_eq!(module.resources().map(Resource::address).collect::<Vec<_>>(), ["x.y"]);
        assert_eq!(module.calls().map(ModuleCall::name).collect::<Vec<_>>(), ["n"]);
        assert_eq!(module.backend().map(Backend::kind), Some("local"));
    });
}

#[test]
fn a_file_with_errors_leaves_the_module_incomplete() {
    with_modules(&[("a.tf", "terraform {\n  required_version =\n}\n")], &[], |modules| {
        let module = modules.find("").expect("the root");
        assert!(module.may_have_setting("required_version") && module.may_have_setting("cloud"));
    });
}

#[test]
fn resources_are_linked_by_reference_or_by_name() {
    let text = r#"
resource "aws_s3_bucket" "a" { bucket = "a-bucket" }
resource "aws_s3_bucket" "b" { bucket = var.name }
resource "v" "by_reference" { bucket = aws_s3_bucket.a.id }
resource "v" "by_index" { bucket = aws_s3_bucket.b[0].id }
resource "v" "by_name" { bucket = "a-bucket" }
resource "w" "either" { bucket = var.x ? aws_s3_bucket.a.id : aws_s3_bucket.b.id }
"#;
    with_modules(&[("main.tf", text)], &[], |modules| {
        let module = modules.find("").expect("the root");
        let linked = |name: &str, kind: &str| {
            let bucket = module.resource("aws_s3_bucket", name).expect("the bucket");
            let (found, may_be_more) = bucket.linked(kind, "bucket", "bucket");
            (found.into_iter().map(Resource::name).collect::<Vec<_>>(), may_be_more)
        };
        assert_eq!(linked("a", "v"), (vec!["by_reference", "by_name"], false));
        assert_eq!(linked("b", "v"), (vec!["by_index"], true), "the name in `by_name` may be that of b");
        assert_eq!(linked("a", "w"), (vec![], true));
        assert_eq!(linked("a", "x"), (vec![], false));
    });
}

#[test]
fn json_is_the_same_module() {
    let json = r#"{
      "//": "made by a program",
      "terraform": {"backend": {"s3": {"bucket": "b", "key": "${path.module}"}}},
      "resource": {"aws_db_instance": {"main": {"lifecycle": {"prevent_destroy": true}}, "other": [{}]}},
      "module": [{"net": {"source": "./net"}}]
    }"#;
    let sources = vec![SourceFile::new("main.tf.json", FileKind::TerraformJson, json)];
    let files = Files::new(sources, Vec::new());
    let documents = parse_all(&files);
    let modules = Modules::new(&files, &documents);
    let module = modules.find("").expect("the root");
    let addresses: Vec<_> = module.resources().map(Resource::address).collect();
    assert_eq!(addresses, ["aws_db_instance.main", "aws_db_instance.other"]);
    let main = module.resource("aws_db_instance", "main").expect("the resource");
    let lifecycle = main.block.block("lifecycle").expect("its lifecycle");
    assert_eq!(lifecycle.get("prevent_destroy").and_then(crate::tree::Node::as_bool), Some(true));
    let backend = module.backend().expect("the backend");
    assert_eq!((backend.kind(), backend.block.lacks("encrypt")), ("s3", true));
    assert!(backend.block.get("key").is_some_and(crate::tree::Node::is_unknown));
    assert_eq!(module.calls().map(ModuleCall::name).collect::<Vec<_>>(), ["net"]);
}
