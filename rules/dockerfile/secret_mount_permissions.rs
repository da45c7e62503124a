use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for mount in instruction.mounts().filter(|mount| matches!(mount.kind(), "secret" | "ssh")) {
        let Some(mode) = mount.option(&["mode"]) else { continue };
        if u32::from_str_radix(mode, 8).is_ok_and(|bits| bits & 0o077 != 0) {
            cx.report(mount.options.span(), format!("{} is mounted with mode `{mode}`", mount.kind()))
                .help("leave `mode` out; for another user than root say which one with `uid`");
        }
    }
}
