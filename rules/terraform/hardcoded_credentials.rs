use crate::diagnostic::{Place, Severity};
use crate::model::credential::Verdict;
use crate::model::terraform::{Block, Module, is_example, written_secrets};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Module(check);

fn check(module: &Module<'_>, cx: &mut Cx<'_>) {
    for block in module.blocks.iter().chain(&module.overrides).filter(|block| !is_local_stack(**block)) {
        check_block(*block, module, cx);
    }
}

fn check_block(block: Block<'_>, module: &Module<'_>, cx: &mut Cx<'_>) {
    for secret in written_secrets(block.body) {
        if block.keyword == "provider" && secret.verdict == Verdict::Weak {
            continue; // No cloud hands out such a key: it is there because the provider wants any.
        }
        let (value, owner) = (secret.entry.value, block.address());
        let (place, what) = match &secret.verdict {
            Verdict::Known(known) => (Place::from(value.span_of(known.range.clone())), known.what),
            Verdict::Secret | Verdict::Weak => (Place::from(value), "written in plain text"),
        };
        let severity = match secret.verdict {
            _ if is_example(module.folder) => Severity::Info,
            Verdict::Weak => Severity::Warning,
            Verdict::Known(_) | Verdict::Secret => Severity::Error,
        };
        cx.report(place, format!("`{}` of `{owner}` is {what}", secret.entry.key.text()))
            .help("take it from a secret store or a sensitive variable, and renew it: it stays in the history")
            .severity(severity);
    }
}

/// Whether a provider talks to a stand-in for its cloud on the same machine, which takes any key.
fn is_local_stack(block: Block<'_>) -> bool {
    let skips =
        ["skip_credentials_validation", "skip_requesting_account_id"].iter().any(|name| block.get(name).is_some());
    block.keyword == "provider" && (skips || !block.lacks("endpoints"))
}
