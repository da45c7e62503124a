use crate::model::terraform::{Module, is_example};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Module(check);

/// Files that pin the tool's version for a directory and all below it.
const VERSION_FILES: [&str; 4] = [".terraform-version", ".opentofu-version", ".tool-versions", "terragrunt.hcl"];

fn check(module: &Module<'_>, cx: &mut Cx<'_>) {
    let modules = &cx.project.terraform;
    let is_published = module.blocks_of("terraform").any(|block| block.get("required_providers").is_some())
        && modules.callers(module).all(|caller| is_example(caller.folder))
        && !is_example(module.folder);
    if module.may_have_setting("required_version") || !(is_published || modules.is_deployed_root(module)) {
        return;
    }
    let files = cx.project.files();
    let mut folders = std::iter::successors(Some(module.folder), |folder| {
        (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(parent, _)| parent))
    });
    let is_pinned = |folder: &str| {
        VERSION_FILES.iter().any(|name| files.exists(format!("{folder}/{name}").trim_start_matches('/')))
    };
    if folders.any(is_pinned) {
        return;
    }
    let place = module.blocks_of("terraform").map(|block| block.header).next().or_else(|| module.span());
    let Some(place) = place else { return };
    let folder = if module.folder.is_empty() { "." } else { module.folder };
    cx.report(place, format!("the configuration in `{folder}` does not say which Terraform it is for"))
        .help("add `required_version` to a `terraform` block, such as `required_version = \">= 1.9\"`");
}
