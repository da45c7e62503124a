use crate::fix::{Edit, Safety};
use crate::model::command::readers;
use crate::model::docker::{Command, Form, Instruction};
use crate::model::script;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

/// Options with which an error is a failure, or the answer is looked at.
const OTHER: [&str; 8] = ["f", "fail", "fail-with-body", "K", "config", "w", "write-out", "fail-early"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Healthcheck(Some(form)) = instruction.command() else { return };
    match form {
        Form::Exec(words) => {
            let is_fail = |word: &str| {
                word.starts_with("--fail")
                    || word == "-K"
                    || word.starts_with('-') && !word.starts_with("--") && word.contains(['f', 'w'])
            };
            let Some(program) = words.first().filter(|program| program.as_str().rsplit('/').next() == Some("curl"))
            else {
                return;
            };
            if !words[1..].iter().any(|word| is_fail(word.as_str())) {
                report(program.span(), r#"", "--fail"#, cx);
            }
        }
        Form::Shell(_) => {
            let Some(script) = script::of_instruction(instruction) else { return };
            for command in script.commands().iter().filter(|command| command.is_any(&["curl"])) {
                let is_read =
                    readers(script.commands(), command).next().is_some() || command.context.substitution.is_some();
                let Some(program) = command.program.as_ref().filter(|_| !is_read) else { continue };
                if command.parsed().lacks(&OTHER) {
                    report(script.span_of(program.range.range()), " --fail", cx);
                }
            }
        }
        Form::Interpreted(_) => {}
    }
}

fn report(program: Span, option: &str, cx: &mut Cx<'_>) {
    cx.report(program, "`curl` without `--fail` reports a server as healthy that answers with an error")
        .help("add `--fail`")
        .fix("add `--fail`", Safety::Safe, Edit::replace(program.at_end(), option));
}
