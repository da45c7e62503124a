use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for mount in instruction.mounts() {
        let Some(fault) = instruction.mount_fault(mount) else { continue };
        let edit = fault.instead.filter(|_| mount.options.is_verbatim());
        let edit = edit.map(|(range, text)| Edit::replace(mount.options.span_of(range), text));
        cx.report(mount.options.span_of(fault.place), fault.what)
            .help("see the options of each type in the reference of `RUN --mount`")
            .fix("write what was meant, or leave the option out", Safety::Unsafe, edit);
    }
}
