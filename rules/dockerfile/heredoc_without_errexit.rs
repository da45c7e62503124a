use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::docker::Instruction;
use crate::model::script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Commands that do not fail, or whose failure nobody minds.
const HARMLESS: [&str; 16] = [
    ":", "cd", "date", "echo", "export", "false", "locale", "printf", "pwd", "rm", "set", "shopt", "sleep", "true",
    "umask", "unset",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let [heredoc] = instruction.syntax().heredocs.as_slice() else { return };
    let is_script = instruction.syntax().arguments.span() == heredoc.word;
    if !is_script || instruction.script().is_none() {
        return;
    }
    let Some(script) = script::of_instruction(instruction) else { return };
    let ast = script.ast();
    let is_alone = ast.body.items.len() < 2 || !ast.problems.is_empty();
    if is_alone || script.text().starts_with("#!") || script.stops_at_failure() {
        return;
    }
    let Some(last) = ast.body.items.last().map(|item| item.chain.first.range.start) else { return };
    let may_fail = |command: &&Command<'_>| {
        let context = &command.context;
        let is_looked_at = context.tested || context.conditional || context.in_function || context.background;
        let is_own = context.substitution.is_none() && context.output.is_empty() && command.program.is_some();
        command.range.start < last && is_own && !is_looked_at && !command.is_any(&HARMLESS)
    };
    let Some(command) = script.commands().iter().find(may_fail) else { return };
    let shown = command.name().unwrap_or("a command").to_owned();
    cx.report(script.place_of(command.range), format!("the build goes on if `{shown}` fails"))
        .label(heredoc.word, "of this here-document only the last command decides")
        .help("begin it with `set -e`")
        .fix("stop at the first failure", Safety::Unsafe, Edit::replace(heredoc.raw.span().at_start(), "set -e\n"));
}
