use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Stopsignal(signal) = instruction.command() else { return };
    let value = instruction.evaluate(signal);
    let Some(name) = value.as_str() else { return };
    if matches!(name.to_ascii_uppercase().trim_start_matches("SIG"), "KILL" | "9" | "STOP" | "19") {
        cx.report(signal.span(), format!("`{name}` leaves the program no time to end in good order"))
            .help("use SIGTERM, or what the program stops gracefully at")
            .fix("stop with SIGTERM", Safety::Unsafe, fix::replace(signal, "SIGTERM"));
    }
}
