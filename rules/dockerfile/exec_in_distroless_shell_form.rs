use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Form, Instruction, PROGRAMS, Stage, Text, plain_words, untouched};
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let found = untouched(dockerfile, |stage| stage.image().is_some_and(Image::surely_lacks_shell), &PROGRAMS);
    for instruction in found.in_need_of_shell() {
        report(instruction, cx);
    }
}

fn report(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(base) = instruction.stage().map(Stage::root).and_then(Stage::base_text) else { return };
    let edit = match instruction.command() {
        Command::Cmd(Form::Shell(text))
        | Command::Entrypoint(Form::Shell(text))
        | Command::Healthcheck(Some(Form::Shell(text))) => {
            plain_words(text.as_str().trim()).and_then(|words| fix::replace(&Text::trim(text), &fix::exec_form(&words)))
        }
        _ => None,
    };
    let help = match instruction.command() {
        Command::Run(_) => "do this in a stage that has a shell, and copy the result",
        _ => "write it in exec form: `[\"program\", \"argument\"]`",
    };
    let name = instruction.syntax().keyword.as_str().to_ascii_uppercase();
    cx.report(
        instruction.keyword_span(),
        format!("`{name}` in shell form needs `/bin/sh`, which `{}` does not have", base.as_str()),
    )
    .label(base.span(), "the base image")
    .help(help)
    .fix("write it in exec form", Safety::Safe, edit);
}
