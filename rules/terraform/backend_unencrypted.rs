use crate::diagnostic::Place;
use crate::fix::{Safety, hcl};
use crate::model::terraform::Backend;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Backend(check);

fn check(backend: Backend<'_>, cx: &mut Cx<'_>) {
    let block = backend.block;
    let is_whole = ["bucket", "key"].iter().all(|name| block.get(name).is_some());
    let has_key = ["kms_key_id", "sse_customer_key"].iter().any(|name| !block.lacks(name));
    let is_off = block.get("encrypt").is_some_and(|value| value.as_bool() == Some(false));
    let is_unencrypted = backend.kind() == "s3" && is_whole && !has_key && (block.lacks("encrypt") || is_off);
    let by_tofu = backend.module.may_have_setting("encryption");
    if !is_unencrypted
        || by_tofu
        || cx.project.terraform.completes_backends()
        || !cx.project.terraform.is_deployed_root(backend.module)
    {
        return;
    }
    let edits = block.syntax.and_then(|syntax| match block.expression("encrypt") {
        Some(value) => Some(vec![hcl::set(value, "true")?]),
        None => hcl::insert_attribute(syntax.body(), "encrypt", "true"),
    });
    let message = if is_off { "turns encryption of the state off" } else { "does not ask for encryption of the state" };
    let place = block.get("encrypt").map_or(Place::from(block.header), Place::from);
    cx.report(place, format!("backend `s3` {message}"))
        .help("set `encrypt = true`: the state holds passwords and keys in plain text")
        .fix("encrypt the state", Safety::Safe, edits);
}
