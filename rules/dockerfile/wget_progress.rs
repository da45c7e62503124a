use crate::fix::{Edit, Safety};
use crate::model::distribution::Distribution;
use crate::model::docker::{Instruction, Run};
use crate::model::packages::calls;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options with which the progress is shown in another way or not at all, or nothing is fetched.
const OTHER: [&str; 12] =
    ["q", "quiet", "no-verbose", "progress", "o", "output-file", "a", "append-output", "help", "h", "version", "V"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let mut is_small = None;
    for command in run.commands().iter().filter(|command| command.is_any(&["wget"])) {
        // `-nv` is an option of two letters.
        let is_terse = command.arguments.iter().any(|word| word.is("-nv"));
        let arguments = command.parsed();
        // A single word that cannot be known has to be the address; among others it may be options.
        let is_address = command.arguments.len() == 1 && command.arguments[0].as_str().is_none();
        let has_progress = is_terse || !is_address && !arguments.lacks(&OTHER);
        if has_progress || *is_small.get_or_insert_with(|| is_busybox(run)) {
            continue;
        }
        let Some(program) = &command.program else { continue };
        let place = run.span_of(program.range);
        cx.report(place, format!("`{}` writes a line to the log for every 50 KB", run.shown(command.range)))
            .help("add `--no-verbose`, or `--progress=dot:giga` for less of it")
            .fix("add `--no-verbose`", Safety::Safe, Edit::replace(place.at_end(), " --no-verbose"));
    }
}

/// Whether the program is that of `BusyBox`, which knows fewer options: nothing says that another one was installed.
fn is_busybox(run: Run<'_>) -> bool {
    let is_installed = || installs(run.instruction, "wget") || run.last_before(installs, "wget").is_some();
    run.distribution() == Some(Distribution::Alpine) && !is_installed()
}

/// Whether an instruction installs a package whose name begins so.
fn installs(instruction: Instruction<'_>, name: &str) -> bool {
    calls(instruction.commands()).any(|call| call.arguments.operands.iter().any(|it| it.prefix.starts_with(name)))
}
