use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let mut words = command.program.iter().chain(&command.arguments);
        let is_bootsnap = |word: &str| word.rsplit('/').next() == Some("bootsnap");
        if !words.any(|word| word.as_str().is_some_and(is_bootsnap)) {
            continue;
        }
        let Some(verb) = words.next().filter(|word| word.is("precompile")) else { continue };
        if words.all(|word| word.as_str().is_some_and(|text| !text.starts_with("-j") && !text.starts_with("--jobs"))) {
            cx.report(
                run.span_of(verb.range),
                "`bootsnap precompile` starts several processes, which hang under emulation",
            )
            .help("add `-j 1`");
        }
    }
}
