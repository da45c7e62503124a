use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script().filter(|text| text.as_str().contains("cd ")) else { return };
    let commands = instruction.commands();
    let Some(last) = commands.last().filter(|last| last.is_any(&["cd"])) else { return };
    let context = &last.context;
    if context.tested || context.conditional || context.in_function || context.substitution.is_some() {
        return;
    }
    // Something may stand behind it that is no command: the end of a block, a subshell or a redirection.
    let end = last.range.end as usize;
    let is_at_end = text.as_str()[end..].trim_matches([';', ' ', '\n', '\t']).is_empty();
    if !is_at_end || !last.redirections.is_empty() {
        return;
    }
    let range = last.range.start as usize..end;
    cx.report(
        text.span_of(range.clone()),
        format!("`{}` has no effect: the next instruction begins where this one began", &text.as_str()[range]),
    )
    .help("use `WORKDIR`");
}
