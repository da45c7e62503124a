use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// The signals of Linux without `SIG`, but for those of real time (signal(7)).
const SIGNALS: [&str; 35] = [
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
    "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "UNUSED", "URG",
    "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Stopsignal(written) = instruction.command() else { return };
    let value = instruction.evaluate(written);
    let Some(signal) = value.as_str().filter(|signal| !signal.is_empty()) else { return };
    if is_signal(signal) || instruction.stage().is_some_and(Stage::is_windows) {
        return;
    }
    cx.report(written.span(), format!("there is no signal `{signal}`"))
        .help("write a name such as `SIGTERM`, or a number from 1 to 64");
}

fn is_signal(text: &str) -> bool {
    if let Ok(number) = text.parse::<u32>() {
        return (1..=64).contains(&number);
    }
    let upper = text.to_ascii_uppercase();
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    let offset = |rest: &str, sign: char| {
        rest.is_empty() || rest.strip_prefix(sign).and_then(|rest| rest.parse::<u32>().ok()).is_some_and(|n| n <= 30)
    };
    SIGNALS.contains(&name)
        || name.strip_prefix("RTMIN").is_some_and(|rest| offset(rest, '+'))
        || name.strip_prefix("RTMAX").is_some_and(|rest| offset(rest, '-'))
}
