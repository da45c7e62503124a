use crate::model::docker::{Command, Instruction, Variable, references};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Env(pairs) = instruction.command() else { return };
    let escape = instruction.dockerfile().syntax().escape;
    for (at, pair) in pairs.iter().enumerate() {
        let Some(value) = &pair.value else { continue };
        for reference in references(value.as_str(), escape) {
            let mut set_before = pairs[..at].iter().rev();
            let set_before = set_before.find(|before| before.name == *reference.name);
            // What is set after it is meant, too, if nothing else sets it.
            let is_new = || !instruction.is_declared(reference.name) && pair.name != *reference.name;
            let set_after = || pairs[at..].iter().find(|after| after.name == *reference.name).filter(|_| is_new());
            let Some(set) = set_before.or_else(set_after).filter(|_| !reference.has_alternative) else { continue };
            let new = set.value.as_ref().map(|value| instruction.evaluate(value));
            let is_same = match (instruction.variable(reference.name), new) {
                (Variable::Set(old), Some(new)) => old.as_str().is_some() && old == new,
                _ => false,
            };
            if is_same {
                continue;
            }
            let name = reference.name;
            let is_set_above = instruction.is_declared(name);
            let reported = cx
                .report(
                    value.span_of(reference.range),
                    format!("`{name}` does not have the value yet that this `ENV` gives it"),
                )
                .label(set.name.span(), "this counts only from the next instruction on")
                .help(format!("set `{}` in an `ENV` of its own below", pair.name.as_str()));
            // hadolint only asks whether there is any value yet.
            if is_set_above {
                reported.stands_for(["droast:DF062"]);
            }
        }
    }
}
