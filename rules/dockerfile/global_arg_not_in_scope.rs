use std::collections::HashSet;

use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Stage, Text, Variable, is_set_by_builder, references};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let dockerfile = stage.dockerfile();
    let mut reported = HashSet::new();
    for instruction in stage.instructions().filter(|_| stage.has_from()) {
        for text in expanded(instruction) {
            for reference in references(text.as_str(), dockerfile.syntax().escape) {
                let name = reference.name;
                let is_global = is_set_by_builder(name) || dockerfile.global_argument(name).is_some();
                let is_unset = || !matches!(instruction.variable(name), Variable::Set(_)) && !stage.has(declares, name);
                if reference.has_alternative
                    || !is_global
                    || !is_unset()
                    || stage.base_may_set(name)
                    || is_set_in_script(text, name)
                    || !reported.insert(name.to_owned())
                {
                    continue;
                }
                let edit = fix::insert_after(dockerfile.syntax(), stage.from().syntax(), &format!("ARG {name}"));
                cx.report(text.span_of(reference.range), format!("argument `{name}` is empty in this stage"))
                    .label(stage.from().span(), "the stage does not declare it")
                    .help(format!("add `ARG {name}` below its `FROM`"))
                    .fix("declare it in the stage", Safety::Unsafe, edit);
            }
        }
    }
}

/// The texts of an instruction in which the builder, or the shell of RUN, expands variables.
fn expanded(instruction: Instruction<'_>) -> Vec<&Text<'_>> {
    match instruction.command() {
        Command::Run(_) if instruction.syntax().heredocs.is_empty() => instruction.script().into_iter().collect(),
        _ => instruction.expanded_texts(),
    }
}

/// Whether an instruction is ARG or ENV and says anything of a variable.
fn declares(instruction: Instruction<'_>, name: &str) -> bool {
    instruction.assignments().iter().any(|pair| pair.name.as_str() == name)
}

/// Whether a script itself gives a variable a value.
fn is_set_in_script(text: &Text<'_>, name: &str) -> bool {
    let text = text.as_str();
    [format!("{name}="), format!("read {name}"), format!("read -r {name}"), format!("for {name} ")]
        .iter()
        .any(|setting| text.contains(setting.as_str()))
}
