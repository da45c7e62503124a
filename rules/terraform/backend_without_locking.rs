use crate::diagnostic::Place;
use crate::fix::{Safety, hcl};
use crate::model::terraform::Backend;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Backend(check);

fn check(backend: Backend<'_>, cx: &mut Cx<'_>) {
    let block = backend.block;
    let is_false = |name: &str| block.get(name).is_some_and(|value| value.as_bool() == Some(false));
    let has = |names: &[&str]| names.iter().all(|name| block.get(name).is_some());
    let lacks = |names: &[&str]| names.iter().all(|name| block.lacks(name));
    let (is_unlocked, help) = match backend.kind() {
        "s3" => (
            has(&["bucket", "key"])
                && lacks(&["dynamodb_table"])
                && (lacks(&["use_lockfile"]) || is_false("use_lockfile")),
            "set `use_lockfile = true` (Terraform or OpenTofu 1.10 and later)",
        ),
        "http" => {
            (has(&["address"]) && lacks(&["lock_address"]), "set `lock_address`, and `unlock_address` if it is another")
        }
        "consul" => (is_false("lock"), "take `lock = false` out: a consul backend locks by default"),
        "oss" => (has(&["bucket"]) && lacks(&["tablestore_table"]), "set `tablestore_endpoint` and `tablestore_table`"),
        _ => return,
    };
    if !is_unlocked
        || !cx.project.terraform.is_deployed_root(backend.module)
        || cx.project.terraform.completes_backends()
    {
        return;
    }
    let edits =
        block.syntax.filter(|_| backend.kind() == "s3").and_then(|syntax| match block.expression("use_lockfile") {
            Some(value) => Some(vec![hcl::set(value, "true")?]),
            None => hcl::insert_attribute(syntax.body(), "use_lockfile", "true"),
        });
    let switch = ["use_lockfile", "lock"].iter().find_map(|name| block.get(name));
    let place = switch.map_or(Place::from(block.header), Place::from);
    cx.report(place, format!("backend `{}` does not lock the state", backend.kind())).help(help).fix(
        "lock the state with a file beside it",
        Safety::Unsafe,
        edits,
    );
}
