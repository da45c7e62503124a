use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script().filter(|text| text.as_str().contains("/bin/sh")) else { return };
    for command in instruction.commands() {
        let words: Vec<Option<&str>> = command.arguments.iter().map(|word| word.as_str()).collect();
        let operands: Vec<&str> = words.iter().copied().flatten().filter(|word| !word.starts_with('-')).collect();
        let [.., source, "/bin/sh" | "/usr/bin/sh"] = operands.as_slice() else { continue };
        let is_known = words.iter().all(Option::is_some);
        // The debug variants of distroless images have their shell there, and no other.
        let is_first = source.starts_with("/busybox/");
        let is_shell = !is_first && (source.ends_with("sh") || source.ends_with("busybox"));
        if command.is_any(&["ln", "mv", "cp"]) && is_known && is_shell {
            let range = command.range.start as usize..command.range.end as usize;
            cx.report(text.span_of(range), format!("`/bin/sh` becomes `{source}` for every program in the image"))
                .help(format!("write `SHELL [\"{source}\", \"-c\"]`, which counts for the instructions that follow"));
        }
    }
}
