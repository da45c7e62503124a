use crate::model::docker::{Command, Instruction, Variable, references};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Env(pairs) = instruction.command() else { return };
    let escape = instruction.dockerfile().syntax().escape;
    for (at, pair) in pairs.iter().enumerate().skip(1) {
        let Some(value) = &pair.value else { continue };
        for reference in references(value.as_str(), escape) {
            let set_before = pairs[..at].iter().rev().find(|before| before.name == *reference.name);
            let Some(set) = set_before.filter(|_| !reference.has_alternative) else { continue };
            let new = set.value.as_ref().map(|value| instruction.evaluate(value));
            let is_same = match (instruction.variable(reference.name), new) {
                (Variable::Set(old), Some(new)) => old.as_str().is_some() && old == new,
                _ => false,
            };
            if is_same {
                continue;
            }
            let name = reference.name;
            cx.report(
                value.span_of(reference.range),
                format!("`{name}` does not have the value yet that this `ENV` gives it"),
            )
            .label(set.name.span(), "this counts only from the next instruction on")
            .help(format!("set `{}` in an `ENV` of its own below", pair.name.as_str()));
        }
    }
}
