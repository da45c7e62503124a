use super::shell_form_entrypoint;
use crate::model::command::Command as ShellCommand;
use crate::model::docker::{Command, Dockerfile, Form, Instruction, NearlyJson, Stage};
use crate::model::script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let told: Vec<usize> =
        shell_form_entrypoint::starts(dockerfile, cx).iter().map(|(start, _)| start.index()).collect();
    for instruction in dockerfile.instructions().filter(|it| !told.contains(&it.index())) {
        check_instruction(instruction, cx);
    }
}

fn check_instruction(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Command::Cmd(Form::Shell(text))
    | Command::Entrypoint(Form::Shell(text))
    | Command::Healthcheck(Some(Form::Shell(text)))) = instruction.command()
    else {
        return;
    };
    // What a health check of several commands asks, no list can ask.
    let is_plain =
        |it: &ShellCommand<'_>| it.redirections.is_empty() && it.arguments.iter().all(|it| it.value.is_some());
    let is_check = matches!(instruction.command(), Command::Healthcheck(_));
    let script = script::of_instruction(instruction).filter(|_| is_check);
    if script.is_some_and(|it| !matches!(it.commands(), [only] if is_plain(only) && !only.is_any(&["[", "[["]))) {
        return;
    }
    let is_list = || NearlyJson::read(text.as_str().trim()).is_some();
    if text.as_str().trim().is_empty() || instruction.stage().is_some_and(Stage::is_windows) || is_list() {
        return;
    }
    let keyword = instruction.syntax().keyword.as_str().to_ascii_uppercase();
    cx.report(text.span(), format!("`{keyword}` in shell form needs a shell in the image"))
        .help("write `[\"program\", \"argument\"]`");
}
