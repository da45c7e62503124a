use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Form, Text, exec_words, is_shell, plain_words, program_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

/// Programs that do not run their arguments as a command: what they make of `/bin/sh` is surely wrong.
const PROGRAMS: [&str; 20] = [
    "celery", "curl", "deno", "dotnet", "flask", "git", "go", "gunicorn", "java", "mvn", "nginx", "node", "npm",
    "perl", "php", "pytest", "ruby", "uvicorn", "yarn", "python",
];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    for stage in cx.project.docker.built_stages(dockerfile.file()) {
        let (Some(entrypoint), Some(cmd)) = (stage.entrypoint(), stage.cmd()) else { continue };
        let Some(words) = exec_words(entrypoint.command()) else { continue };
        let (Some(program), Command::Cmd(Form::Shell(text))) = (words.first(), cmd.command()) else { continue };
        let program = program.as_str();
        let line = text.as_str().trim();
        let name = program_name(program).trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let runs_no_command = PROGRAMS.contains(&name) || is_shell(program) && words.len() == 1;
        // A script as the entry point may well run its arguments, a program that is not known too.
        if cmd.shell().is_some() || !runs_no_command {
            continue;
        }
        let edit = plain_words(line).and_then(|words| fix::replace(&Text::trim(text), &fix::exec_form(&words)));
        cx.report(
            text.span(),
            format!("`{program}` gets `/bin/sh -c \"...\"` as its arguments, because `CMD` is in shell form"),
        )
        .label(entrypoint.keyword_span(), "the entry point that it is given to")
        .help("write the arguments as `CMD [\"first\", \"second\"]`")
        .fix("write the arguments in exec form", Safety::Safe, edit);
    }
}
