use crate::fix::{Edit, Safety, dockerfile::Chain};
use crate::model::command::Command as Called;
use crate::model::docker::{Command, Instruction};
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
    // On the way back from where it went before it does no harm.
    let target = last.arguments.first().map_or("", |word| word.prefix.as_ref());
    let went_before = commands[..commands.len() - 1].iter().any(|command| command.is_any(&["cd", "pushd"]));
    if went_before && (target.starts_with("..") || matches!(target, "" | "-" | "/" | "~")) {
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
    .help("use `WORKDIR`")
    .fix("say it with `WORKDIR`", Safety::Unsafe, said(instruction, last));
}

/// Takes the command out and goes to the folder by `WORKDIR`, unless the next instruction does so.
fn said(instruction: Instruction<'_>, last: &Called<'_>) -> Option<Vec<Edit>> {
    let chain = Chain::of(instruction)?;
    let gone = [chain.position(last.range)?];
    let next = instruction.dockerfile().instructions().nth(instruction.index() + 1);
    if next.is_some_and(|next| matches!(next.command(), Command::Workdir(folder) if folder.as_str().starts_with('/'))) {
        return chain.remove(&gone);
    }
    let [folder] = last.arguments.as_slice() else { return None };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let folder = folder.as_str().filter(|path| path.chars().all(is_plain) && !path.starts_with('-'))?;
    chain.replace(&gone, &format!("WORKDIR {}", instruction.absolute(folder)?))
}
