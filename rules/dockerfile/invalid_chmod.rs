use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    if instruction.copy().is_none() {
        return;
    }
    let Some(written) = instruction.syntax().flag("chmod").and_then(|flag| flag.value.as_ref()) else { return };
    let value = instruction.evaluate(written);
    let Some(mode) = value.as_str().filter(|mode| !mode.is_empty()) else { return };
    let is_octal = u32::from_str_radix(mode, 8).is_ok_and(|mode| mode <= 0o7777);
    if is_octal || mode.split(',').all(is_symbolic) {
        return;
    }
    cx.report(written.span(), format!("`{mode}` is not a mode"))
        .help("write an octal number such as `755`, or a symbolic mode such as `u=rwX,go=rX`");
}

/// Whether a text is a clause of a symbolic mode: `u+x`.
fn is_symbolic(clause: &str) -> bool {
    let actions = clause.trim_start_matches(['u', 'g', 'o', 'a']);
    actions.starts_with(['+', '-', '=']) && actions.chars().all(|c| "+-=rwxXstugo".contains(c))
}
