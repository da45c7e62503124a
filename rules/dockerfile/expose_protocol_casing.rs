use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Expose(ports) = instruction.command() else { return };
    for port in ports {
        let Some((before, protocol)) = port.as_str().rsplit_once('/') else { continue };
        let lower = protocol.to_ascii_lowercase();
        if lower == protocol || !matches!(lower.as_str(), "tcp" | "udp" | "sctp") {
            continue;
        }
        let span = port.span_of(before.len() + 1..port.len());
        cx.report(span, format!("protocol `{protocol}` is not in lower case")).help(format!("write `{lower}`")).fix(
            "write it in lower case",
            Safety::Safe,
            port.is_verbatim().then(|| Edit::replace(span, lower)),
        );
    }
}
