use crate::model::docker::{Command, Instruction, Stage, Value};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_final() || cx.list("labels").is_empty() {
        return;
    }
    let names: Vec<Value> = stage.chain().flat_map(Stage::instructions).flat_map(names).collect();
    if names.iter().any(|name| name.as_str().is_none()) {
        return;
    }
    let missing: Vec<String> = cx
        .list("labels")
        .iter()
        .filter(|wanted| names.iter().all(|name| name.as_str() != Some(wanted.as_str())))
        .cloned()
        .collect();
    for name in missing {
        cx.report(stage.base_span(), format!("the image has no label `{name}`"))
            .help(format!("add `LABEL {name}=...`"));
    }
}

/// The names of the labels that an instruction sets.
fn names(instruction: Instruction<'_>) -> Vec<Value> {
    match instruction.command() {
        Command::Label(pairs) => pairs.iter().map(|pair| instruction.evaluate(&pair.name)).collect(),
        _ => Vec::new(),
    }
}
