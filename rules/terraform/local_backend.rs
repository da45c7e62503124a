use crate::diagnostic::Severity;
use crate::model::terraform::{Backend, Resource};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Backend(check);

fn check(backend: Backend<'_>, cx: &mut Cx<'_>) {
    if backend.kind() != "local" || !cx.project.terraform.is_deployed_root(backend.module) {
        return;
    }
    let creates_state_storage = backend.module.resources().any(Resource::is_state_storage);
    let reported = cx
        .report(backend.block.header, "backend `local` keeps the state in a file on one machine")
        .help("keep it where everyone who applies can reach and lock it, such as `s3`, `gcs` or `azurerm`");
    if creates_state_storage {
        reported.severity(Severity::Info);
    }
}
