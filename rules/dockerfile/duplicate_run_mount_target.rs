use std::collections::HashMap;

use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let mut places: HashMap<String, Span> = HashMap::new();
    for mount in instruction.mounts() {
        let Some(target) = instruction.mounted_at(mount) else { continue };
        if let Some(first) = places.get(&target) {
            cx.report(mount.options.span(), format!("second mount at `{target}` hides the first"))
                .label(*first, "the first is here")
                .help("give each mount a path of its own");
        }
        places.insert(target, mount.options.span());
    }
}
