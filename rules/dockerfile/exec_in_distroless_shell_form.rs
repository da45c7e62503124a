use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Form, Instruction, PROGRAMS, Stage, Text, plain_words, untouched};
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let found = untouched(dockerfile, |stage| stage.image().is_some_and(Image::surely_lacks_shell), &PROGRAMS);
    for run in found.instructions.into_iter().filter(|it| matches!(it.command(), Command::Run(_))) {
        report(run, "RUN", "do this in a stage that has a shell, and copy the result", cx);
    }
    for start in found.stages.iter().filter(|stage| !stage.is_used()).flat_map(|stage| stage.instructions()) {
        let name = match start.command() {
            Command::Cmd(_) => "CMD",
            Command::Entrypoint(_) => "ENTRYPOINT",
            Command::Healthcheck(_) => "HEALTHCHECK",
            _ => continue,
        };
        report(start, name, "write it in exec form: `[\"program\", \"argument\"]`", cx);
    }
}

fn report(instruction: Instruction<'_>, name: &str, help: &'static str, cx: &mut Cx<'_>) {
    if !instruction.needs_shell() {
        return;
    }
    let Some(base) = instruction.stage().map(Stage::root).and_then(Stage::base_text) else { return };
    let edit = match instruction.command() {
        Command::Cmd(Form::Shell(text)) | Command::Entrypoint(Form::Shell(text)) => {
            plain_words(text.as_str().trim()).and_then(|words| fix::replace(&Text::trim(text), &fix::exec_form(&words)))
        }
        _ => None,
    };
    cx.report(
        instruction.keyword_span(),
        format!("`{name}` in shell form needs `/bin/sh`, which `{}` does not have", base.as_str()),
    )
    .label(base.span(), "the base image")
    .help(help)
    .fix("write it in exec form", Safety::Safe, edit);
}
