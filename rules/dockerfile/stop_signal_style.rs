use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// The signals whose numbers are the same on all processors (signal(7)).
const NAMES: [(&str, &str); 9] = [
    ("1", "SIGHUP"),
    ("2", "SIGINT"),
    ("3", "SIGQUIT"),
    ("6", "SIGABRT"),
    ("9", "SIGKILL"),
    ("10", "SIGUSR1"),
    ("12", "SIGUSR2"),
    ("15", "SIGTERM"),
    ("28", "SIGWINCH"),
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Stopsignal(signal) = instruction.command() else { return };
    let Some((number, name)) = NAMES.iter().find(|(number, _)| *signal == **number) else { return };
    cx.report(signal.span(), format!("stop signal `{number}` is `{name}`"))
        .help(format!("write `STOPSIGNAL {name}`"))
        .fix("name the signal", Safety::Safe, fix::replace(signal, name));
}
