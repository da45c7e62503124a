use crate::model::terraform::{ModuleCall, ModuleSource, is_example};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ModuleCall(check);

/// Names that branches have and tags do not.
const BRANCHES: [&str; 8] = ["master", "main", "develop", "development", "dev", "trunk", "default", "HEAD"];

fn check(call: ModuleCall<'_>, cx: &mut Cx<'_>) {
    let (Some(source), Some(node)) = (call.source(), call.source_node()) else { return };
    if is_example(call.module.folder) {
        return;
    }
    let name = call.name();
    match source {
        ModuleSource::Registry(address) if call.block.lacks("version") => {
            cx.report(node, format!("module `{name}` takes whatever version of `{address}` is the latest"))
                .help("add `version`, such as `version = \"~> 5.1\"`");
        }
        ModuleSource::Repository(repository) => match repository.revision {
            None => {
                cx.report(node, format!("module `{name}` takes whatever its repository's default branch holds"))
                    .help("add `?ref=` and a tag or a commit");
            }
            Some(branch) if BRANCHES.contains(&branch) => {
                cx.report(node, format!("module `{name}` follows the branch `{branch}`"))
                    .help("name a tag or a commit in `ref`");
            }
            Some(_) => {}
        },
        _ => {}
    }
}
