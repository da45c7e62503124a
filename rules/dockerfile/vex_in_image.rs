use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(copy) = instruction.copy().filter(|_| instruction.copied_from().is_none()) else { return };
    for source in &copy.sources {
        let name = source.as_str().rsplit('/').next().unwrap_or_default();
        if name.ends_with(".vex.json") || matches!(name, "vex.json" | "openvex.json") {
            cx.report(source.span(), format!("`{name}` is copied into the image")).help(
                "attach it as an attestation: `docker scout attestation add --file ... --predicate-type https://openvex.dev/ns/v0.2.0`",
            );
        }
    }
}
