use crate::model::docker::{Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(source) = instruction.copied_context().filter(|_| instruction.stage().is_some_and(Stage::is_shipped))
    else {
        return;
    };
    cx.report(source.span(), format!("`{}` puts the whole context into the image that is shipped", source.as_str()))
        .help("name the files and folders that are needed");
}
