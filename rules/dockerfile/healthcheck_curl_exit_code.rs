use crate::fix::{Edit, Safety};
use crate::model::command::readers;
use crate::model::docker::{Command, Form, Instruction};
use crate::model::script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Healthcheck(Some(Form::Shell(text))) = instruction.command() else { return };
    let Some(script) = script::of_instruction(instruction) else { return };
    let commands = script.commands();
    let Some(last) = commands.last().filter(|last| last.is_any(&["curl", "wget"])) else { return };
    let context = &last.context;
    if context.tested || context.substitution.is_some() || readers(commands, last).next().is_some() {
        return;
    }
    let (Some(program), Some(name)) = (&last.program, last.name()) else { return };
    // Something may stand behind it: the end of a block, or a comment.
    let end = script.span_of(last.range.range()).end;
    let edit = (end == text.span().end).then(|| Edit::replace(text.span().at_end(), " || exit 1"));
    cx.report(
        script.span_of(program.range.range()),
        format!("`{name}` fails with other codes than the 1 that Docker asks for"),
    )
    .help("add `|| exit 1`")
    .fix("add `|| exit 1`", Safety::Safe, edit);
}
