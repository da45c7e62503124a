use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for mount in instruction.mounts().filter(|mount| matches!(mount.kind(), "secret" | "ssh")) {
        let Some(mode) = mount.option(&["mode"]) else { continue };
        if u32::from_str_radix(mode, 8).is_ok_and(|bits| bits & 0o077 != 0) {
            let edit = mount.place_of(&["mode"]).and_then(|(_, place)| {
                let source = instruction.dockerfile().syntax().source;
                let start = (place.start as usize).checked_sub(",mode=".len())?;
                let is_later = source.get(start..place.start as usize)?.eq_ignore_ascii_case(",mode=");
                is_later.then(|| Edit::replace(Span { start: start as u32, ..place }, ""))
            });
            cx.report(mount.options.span(), format!("{} is mounted with mode `{mode}`", mount.kind()))
                .help("leave `mode` out; for another user than root say which one with `uid`")
                .fix("leave `mode` out", Safety::Safe, edit);
        }
    }
}
