use crate::model::docker::{Base, Command, Dockerfile, PROGRAMS, untouched};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let found = untouched(dockerfile, |stage| stage.base() == Base::Scratch, &PROGRAMS);
    for instruction in found.in_need_of_shell() {
        let is_run = matches!(instruction.command(), Command::Run(_));
        let help = if is_run {
            "copy a shell in before, or do this in a stage that has one"
        } else {
            "write it in exec form: `[\"program\", \"argument\"]`"
        };
        // Only RUN stops the build; what a container starts fails later.
        let fails = is_run.then_some("buildkit:build-error");
        let name = instruction.syntax().keyword.as_str().to_ascii_uppercase();
        cx.report(
            instruction.span(),
            format!("`{name}` in shell form needs `/bin/sh`, and nothing has brought one into the empty stage"),
        )
        .help(help)
        .stands_for(["tally:shell-run-in-scratch"].into_iter().chain(fails));
    }
}
