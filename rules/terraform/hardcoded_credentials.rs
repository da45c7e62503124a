use crate::diagnostic::Severity;
use crate::model::terraform::{Block, Module, is_example, written_secrets};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Module(check);

fn check(module: &Module<'_>, cx: &mut Cx<'_>) {
    for block in module.blocks.iter().chain(&module.overrides) {
        if matches!(block.keyword, "provider" | "resource" | "data" | "ephemeral" | "terraform")
            && !is_local_stack(*block)
        {
            check_block(*block, module, cx);
        }
    }
}

fn check_block(block: Block<'_>, module: &Module<'_>, cx: &mut Cx<'_>) {
    let owner = block.address();
    for entry in written_secrets(block.body) {
        let reported = cx
            .report(entry.value, format!("`{}` of `{owner}` is written in plain text", entry.key.text()))
            .help("take it from a secret store or a sensitive variable, and renew it: it stays in the history");
        if is_example(module.folder) {
            reported.severity(Severity::Info);
        }
    }
}

/// Whether a provider talks to a stand-in for its cloud on the same machine, which takes any key.
fn is_local_stack(block: Block<'_>) -> bool {
    let skips =
        ["skip_credentials_validation", "skip_requesting_account_id"].iter().any(|name| block.get(name).is_some());
    block.keyword == "provider" && (skips || !block.lacks("endpoints"))
}
