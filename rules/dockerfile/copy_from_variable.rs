use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for (name, span) in instruction.source_names().filter(|(name, _)| name.contains('$')) {
        cx.report(span, format!("variable in `from={name}` is not expanded"))
            .help("name the image in a stage of its own, `FROM image:$VERSION AS name`, and copy from that");
    }
}
