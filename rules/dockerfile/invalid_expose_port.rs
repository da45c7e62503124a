use crate::diagnostic::Severity;
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Expose(ports) = instruction.command() else { return };
    // What comes after `#` was meant as a comment, which another rule says.
    for port in ports.iter().take_while(|port| !port.as_str().starts_with('#')) {
        let value = instruction.evaluate(port);
        let Some(value) = value.as_str().filter(|value| !value.is_empty()) else { continue };
        // What stands after a variable with blanks in it are several ports.
        for value in value.split_whitespace() {
            let own = value.rsplit(':').next().unwrap_or(value);
            if own.split('/').next() == Some("0") {
                cx.report(port.span(), format!("`{value}` is not a port that anything can listen at"))
                    .severity(Severity::Warning)
                    .help("name the port that the program really listens at");
            } else if let Some(what) = wrong(own) {
                cx.report(port.span(), format!("`{value}` is not a port: {what}"))
                    .help("write a number up to 65535 or a range of them, with `/tcp` or `/udp` if need be");
            }
        }
    }
}

/// What is wrong with a port, a range of ports, or their protocol.
fn wrong(text: &str) -> Option<String> {
    let (ports, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    if !["tcp", "udp", "sctp"].iter().any(|known| protocol.eq_ignore_ascii_case(known)) {
        return Some(format!("protocol `{protocol}` is none of tcp, udp and sctp"));
    }
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    let is_number = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    match (first.parse::<u16>(), last.parse::<u16>()) {
        (Ok(first), Ok(last)) if first <= last => None,
        (Ok(_), Ok(_)) => Some("the range ends before it begins".into()),
        _ if is_number(first) && is_number(last) => Some("the highest is 65535".into()),
        _ => Some("it is not a number".into()),
    }
}
