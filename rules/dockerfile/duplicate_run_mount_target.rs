use crate::model::docker::{Instruction, Mount};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let mounts: Vec<Mount<'_>> = instruction.mounts().collect();
    for (index, mount) in mounts.iter().enumerate() {
        let Some(target) = known_target(*mount) else { continue };
        let Some(first) = mounts[..index].iter().find(|before| known_target(**before) == Some(target)) else {
            continue;
        };
        cx.report(mount.options.span(), format!("second mount at `{target}` hides the first"))
            .label(first.options.span(), "the first is here")
            .help("give each mount a path of its own");
    }
}

/// Where a mount is, if no variable has a part in that.
fn known_target(mount: Mount<'_>) -> Option<&str> {
    let target = mount.target().filter(|target| !target.contains('$'))?;
    Some(target.trim_end_matches('/'))
}
