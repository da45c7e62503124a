use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command;
use crate::model::docker::{Dockerfile, Instruction, Run, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let mut said: Vec<Span> = Vec::new();
    for (build, last) in cx.project.docker.built_for_several(dockerfile.file()) {
        for stage in last.parts().into_iter().filter(|stage| *stage != last && !last.chain().any(|it| it == *stage)) {
            let Some(compiler) = compiler(stage).filter(|_| !stage.names_platform() && stage.image().is_some()) else {
                continue;
            };
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
                .help(help)
                .fix("build on the machine's own platform", Safety::Unsafe, on_build_platform(stage, compiler));
        }
    }
}

/// Runs a stage on the machine of the build. Go is told for which platform it compiles, if it surely needs no C compiler for that.
fn on_build_platform(stage: Stage<'_>, compiler: &str) -> Option<Vec<Edit>> {
    let from = stage.from();
    let mut edits = vec![fix::append_flag(from.syntax(), "--platform=$BUILDPLATFORM")];
    match compiler {
        "npm run build" => {}
        "go build" => {
            edits.push(fix::insert_after(stage.dockerfile().syntax(), from.syntax(), "ARG TARGETOS TARGETARCH"));
            for run in stage.instructions().filter_map(Run::of) {
                edits.extend(for_target(run)?);
            }
        }
        _ => return None,
    }
    Some(edits)
}

/// Tells each `go build` of a RUN for which platform it compiles. `None` if one needs a C compiler, or Go does anything else.
fn for_target(run: Run<'_>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for (at, command) in run.commands().iter().enumerate().filter(|(_, command)| command.is_any(&["go"])) {
        let is_pure = command.settings.iter().any(|it| it.name == "CGO_ENABLED" && it.value.is("0"))
            || run.instruction.is_set_to("CGO_ENABLED", "0");
        match command.arguments.first().and_then(|word| word.as_str()) {
            Some("build") if is_pure && !run.has_variable(at, "GOARCH") => {
                let place = run.span_of(command.range).at_start();
                edits.push(Edit::replace(place, "GOOS=$TARGETOS GOARCH=$TARGETARCH "));
            }
            Some("mod" | "env" | "version") => {}
            _ => return None,
        }
    }
    Some(edits)
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
