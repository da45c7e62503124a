use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Text, exec_words, plain_words, program_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Programs whose names have no blanks.
const PROGRAMS: [&str; 34] = [
    "bash",
    "bun",
    "bundle",
    "caddy",
    "cargo",
    "celery",
    "curl",
    "deno",
    "dotnet",
    "flask",
    "go",
    "gunicorn",
    "java",
    "make",
    "mvn",
    "nginx",
    "node",
    "nodemon",
    "npm",
    "npx",
    "perl",
    "php",
    "pnpm",
    "pytest",
    "python",
    "python3",
    "rails",
    "ruby",
    "sh",
    "supervisord",
    "ts-node",
    "uvicorn",
    "yarn",
    "poetry",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Some([only]) = exec_words(instruction.command()) else { return };
    let mut words = only.as_str().split_whitespace();
    let (Some(program), Some(_)) = (words.next(), words.next()) else { return };
    // Behind an entry point it is an argument.
    let stage = instruction.stage();
    let is_argument =
        matches!(instruction.command(), Command::Cmd(_)) && stage.is_some_and(|stage| stage.entrypoint().is_some());
    if !PROGRAMS.contains(&program_name(program)) || is_argument || stage.is_some_and(|stage| stage.is_windows()) {
        return;
    }
    let edit = plain_words(only.as_str())
        .and_then(|words| fix::replace(&Text::trim(&instruction.syntax().arguments), &fix::exec_form(&words)));
    let is_alone = !matches!(instruction.command(), Command::Healthcheck(_));
    cx.report(only.span(), format!("there is no program called `{}`", only.as_str()))
        .help("in exec form each word is a text of its own")
        .fix("write each word on its own", Safety::Safe, edit.filter(|_| is_alone));
}
