use crate::model::docker::{Base, Command, Dockerfile, Instruction, PROGRAMS, untouched};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let found = untouched(dockerfile, |stage| stage.base() == Base::Scratch, &PROGRAMS);
    for run in found.instructions.into_iter().filter(|it| matches!(it.command(), Command::Run(_)) && it.needs_shell()) {
        report(run, "RUN", "copy a shell in before, or do this in a stage that has one", cx);
    }
    for start in found.stages.iter().filter(|stage| !stage.is_used()).flat_map(|stage| stage.instructions()) {
        let name = match start.command() {
            Command::Cmd(_) => "CMD",
            Command::Entrypoint(_) => "ENTRYPOINT",
            Command::Healthcheck(_) => "HEALTHCHECK",
            _ => continue,
        };
        if start.needs_shell() {
            report(start, name, "write it in exec form: `[\"program\", \"argument\"]`", cx);
        }
    }
}

fn report(instruction: Instruction<'_>, name: &str, help: &'static str, cx: &mut Cx<'_>) {
    // Only RUN stops the build; what a container starts fails later.
    let fails = (name == "RUN").then_some("buildkit:build-error");
    cx.report(
        instruction.span(),
        format!("`{name}` in shell form needs `/bin/sh`, and nothing has brought one into the empty stage"),
    )
    .help(help)
    .stands_for(["tally:shell-run-in-scratch"].into_iter().chain(fails));
}
