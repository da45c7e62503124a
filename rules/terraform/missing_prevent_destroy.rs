use crate::diagnostic::Place;
use crate::fix::{Edit, Safety, hcl};
use crate::model::terraform::{Block, Protection, Resource, is_throwaway, protection};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Resource(check);

/// Arguments that make a database a copy of another one.
const COPIES: [&str; 2] = ["replicate_source_db", "replication_source_identifier"];

fn check(resource: Resource<'_>, cx: &mut Cx<'_>) {
    let table = protection(resource.kind());
    let Some(protection) = table.or_else(|| resource.is_state_storage().then_some(Protection::Nothing)) else { return };
    let is_unprotected = match protection {
        Protection::Nothing => true,
        Protection::Argument(name, value) => differs(resource.block, name, value),
        Protection::ManagementLock => {
            resource.module.blocks_of("resource").all(|other| other.labels[0] != "azurerm_management_lock")
        }
    };
    let lifecycle = resource.block.block("lifecycle");
    let may_be_destroyed = match lifecycle {
        Some(lifecycle) => differs(lifecycle, "prevent_destroy", "true"),
        None => resource.block.lacks("lifecycle"),
    };
    let is_copy = COPIES.iter().any(|name| !resource.block.lacks(name));
    let counts = !is_copy && !resource.is_disabled() && !is_throwaway(resource.module.folder);
    if !(is_unprotected && may_be_destroyed && counts && cx.project.terraform.is_deployed(resource.module)) {
        return;
    }
    let help = match protection {
        Protection::Argument(name, value) => {
            format!("set `{name}` to `{value}`, or `prevent_destroy = true` in `lifecycle`")
        }
        Protection::ManagementLock => {
            "set `prevent_destroy = true` in `lifecycle`, or put an `azurerm_management_lock` on it".into()
        }
        Protection::Nothing => "set `prevent_destroy = true` in `lifecycle`".into(),
    };
    let switch = lifecycle.and_then(|lifecycle| lifecycle.get("prevent_destroy"));
    let place = switch.map_or(Place::from(resource.block.header), Place::from);
    cx.report(place, format!("nothing keeps `{}` from being destroyed with all its data", resource.address()))
        .help(help)
        .fix("prevent its destruction", Safety::Unsafe, prevent(resource.block, lifecycle));
}

/// Whether an argument surely has not this value.
fn differs(block: Block<'_>, name: &str, value: &str) -> bool {
    match block.get(name) {
        Some(node) => node.is_null() || node.as_text().is_some_and(|text| text != value),
        None => block.lacks(name),
    }
}

fn prevent(resource: Block<'_>, lifecycle: Option<Block<'_>>) -> Option<Vec<Edit>> {
    let Some(lifecycle) = lifecycle else {
        return hcl::insert_block(resource.syntax?.body(), "lifecycle", &[("prevent_destroy", "true")]);
    };
    match lifecycle.expression("prevent_destroy") {
        Some(value) => Some(vec![hcl::set(value, "true")?]),
        None => hcl::insert_attribute(lifecycle.syntax?.body(), "prevent_destroy", "true"),
    }
}
