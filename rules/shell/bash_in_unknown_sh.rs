use crate::model::docker::Stage;
use crate::model::script::{Dialect, Interpreter, Script, bashisms};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    // Elsewhere than in Dockerfiles it is another's matter what is called `sh`.
    let Some(instruction) = script.instruction() else { return };
    let is_unknown = script.interpreter() == Interpreter::Posix(Dialect::Sh) && script.known_shell().is_none();
    if !is_unknown || instruction.stage().is_some_and(Stage::may_replace_shell) {
        return;
    }
    for bashism in bashisms(script, Dialect::Dash) {
        cx.report(
            script.place_of(bashism.range),
            format!("{} is of bash, and `sh` may be another shell", bashism.what),
        )
        .stands_for(bashism.checks.iter().copied())
        .help("write it as POSIX has it, or set `SHELL [\"/bin/bash\", \"-c\"]` above");
    }
}
