use crate::fix::{Edit, Safety};
use crate::model::command::readers;
use crate::model::docker::{Command, Form, Instruction};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

/// Options with which an error is a failure, or the answer is looked at.
const OTHER: [&str; 8] = ["f", "fail", "fail-with-body", "K", "config", "w", "write-out", "fail-early"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Healthcheck(Some(form)) = instruction.command() else { return };
    let Some((commands, text)) = instruction.started() else { return };
    for command in commands.iter().filter(|command| command.is_any(&["curl"])) {
        let is_read = readers(commands, command).next().is_some() || command.context.substitution.is_some();
        let Some(program) = command.program.as_ref().filter(|_| !is_read) else { continue };
        if command.parsed().lacks(&OTHER) {
            let span = text.span_of(program.range.range());
            let is_word = matches!(form, Form::Exec(words) if words.first().is_some_and(|word| word.span() == span));
            report(span, if is_word { r#"", "--fail"# } else { " --fail" }, cx);
        }
    }
}

fn report(program: Span, option: &str, cx: &mut Cx<'_>) {
    cx.report(program, "`curl` without `--fail` reports a server as healthy that answers with an error")
        .help("add `--fail`")
        .fix("add `--fail`", Safety::Safe, Edit::replace(program.at_end(), option));
}
