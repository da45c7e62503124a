use crate::diagnostic::Severity;
use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Form, Instruction, Text, plain_words};
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    for stage in cx.project.docker.built_stages(dockerfile.file()) {
        // Without a shell it does not start at all, which another rule says.
        let has_no_shell = stage.is_from_scratch() || stage.external_image().is_some_and(Image::surely_lacks_shell);
        if stage.is_windows() || has_no_shell {
            continue;
        }
        match stage.entrypoint() {
            Some(entrypoint) => check_start(entrypoint, cx),
            None => stage.cmd().into_iter().for_each(|cmd| check_start(cmd, cx)),
        }
    }
}

fn check_start(start: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Command::Cmd(Form::Shell(text)) | Command::Entrypoint(Form::Shell(text))) = start.command() else { return };
    let line = text.as_str().trim();
    if start.shell().is_some() || line.is_empty() || line.starts_with("exec ") || line.starts_with('[') {
        return;
    }
    let edit = plain_words(line).and_then(|words| fix::replace(&Text::trim(text), &fix::exec_form(&words)));
    let keyword = start.syntax().keyword.as_str().to_ascii_uppercase();
    let (severity, message) = if matches!(start.command(), Command::Entrypoint(_)) {
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
        .fix("write it in exec form", Safety::Safe, edit);
}
