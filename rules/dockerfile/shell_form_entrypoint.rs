use crate::diagnostic::Severity;
use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Form, Instruction, Stage, Text, plain_words};
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    for (start, text) in starts(dockerfile, cx) {
        report(start, text, cx);
    }
}

/// What the stages that are built start with, if that is in shell form and is better not, and its text.
pub(super) fn starts<'d>(dockerfile: &Dockerfile<'_>, cx: &Cx<'d>) -> Vec<(Instruction<'d>, &'d Text<'d>)> {
    let stages = cx.project.docker.built_stages(dockerfile.file());
    // Without a shell it does not start at all, which another rule says.
    let has_shell =
        |stage: &Stage<'_>| !stage.is_from_scratch() && !stage.external_image().is_some_and(Image::surely_lacks_shell);
    let started = stages.into_iter().filter(|stage| !stage.is_windows()).filter(has_shell);
    started.filter_map(|stage| stage.entrypoint().or_else(|| stage.cmd())).filter_map(in_shell_form).collect()
}

/// The text of CMD or ENTRYPOINT in shell form, if it could be in the other form.
fn in_shell_form(start: Instruction<'_>) -> Option<(Instruction<'_>, &Text<'_>)> {
    let (Command::Cmd(Form::Shell(text)) | Command::Entrypoint(Form::Shell(text))) = start.command() else {
        return None;
    };
    let line = text.as_str().trim();
    let is_meant = start.shell().is_some() || line.is_empty() || line.starts_with("exec ") || line.starts_with('[');
    (!is_meant).then_some((start, text))
}

fn report(start: Instruction<'_>, text: &Text<'_>, cx: &mut Cx<'_>) {
    let line = text.as_str().trim();
    let is_entrypoint = matches!(start.command(), Command::Entrypoint(_));
    let (safety, form) = match plain_words(line) {
        Some(words) => (Safety::Safe, Some(fix::exec_form(&words))),
        None => (Safety::Unsafe, fix::by_shell(line, is_entrypoint)),
    };
    let edit = form.and_then(|form| fix::replace(&Text::trim(text), &form));
    let keyword = start.syntax().keyword.as_str().to_ascii_uppercase();
    let (severity, message) = if is_entrypoint {
        let message = format!("`{keyword}` in shell form drops its arguments, those of `docker run` too");
        (Severity::Warning, message)
    } else {
        (
            Severity::Info,
            format!("`{keyword}` in shell form: a shell starts it, which may keep the signal to stop to itself"),
        )
    };
    cx.report(text.span(), message)
        .severity(severity)
        .help("write `[\"program\", \"argument\"]`; where a shell is needed, end with `exec program`")
        .fix("write it in exec form", safety, edit);
}
