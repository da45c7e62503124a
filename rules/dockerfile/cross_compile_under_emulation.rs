use crate::model::command::Command;
use crate::model::docker::{Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let docker = &cx.project.docker;
    let mut said: Vec<Span> = Vec::new();
    for build in docker.builds_of(dockerfile.file()) {
        let Some(last) = docker.stage_of(build).filter(|_| build.platforms.len() > 1) else { continue };
        for stage in last.parts().into_iter().filter(|stage| *stage != last && !last.chain().any(|it| it == *stage)) {
            let is_chosen = stage.chain().any(|stage| stage.from().syntax().flag("platform").is_some());
            let Some(compiler) = compiler(stage).filter(|_| !is_chosen && stage.image().is_some()) else { continue };
            if said.contains(&stage.base_span()) {
                continue;
            }
            said.push(stage.base_span());
            let message = format!("`{compiler}` runs under emulation for all platforms but one of {}", build.title);
            let help = match compiler {
                "npm run build" => {
                    "begin the stage with `FROM --platform=$BUILDPLATFORM`: what it makes is the same for all of them"
                }
                _ => {
                    "begin the stage with `FROM --platform=$BUILDPLATFORM`, and compile for `$TARGETOS` and `$TARGETARCH`"
                }
            };
            cx.report(stage.base_span(), message)
                .label(build.place.span, "built for several platforms here")
                .help(help);
        }
    }
}

/// What a stage compiles with that can do so for other machines as well, or makes files with that are the same on all of them.
fn compiler(stage: Stage<'_>) -> Option<&'static str> {
    let is = |command: &Command<'_>, name: &str, task: &str| {
        command.name() == Some(name) && command.arguments.first().is_some_and(|word| word.is(task))
    };
    let commands = || stage.instructions().flat_map(Instruction::commands);
    let runs_script = |command: &Command<'_>, name: &str| {
        is(command, name, "run") && command.arguments.get(1).is_some_and(|word| word.is("build"))
    };
    if commands().any(|command| is(command, "go", "build") || is(command, "go", "install")) {
        return Some("go build");
    }
    if commands().any(|command| is(command, "cargo", "build")) {
        return Some("cargo build");
    }
    let is_script = |command: &Command<'_>| {
        ["npm", "pnpm", "yarn"].iter().any(|name| runs_script(command, name)) || is(command, "yarn", "build")
    };
    commands().any(is_script).then_some("npm run build")
}
