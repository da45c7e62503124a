use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Expose(ports) = instruction.command() else { return };
    for port in ports.iter().filter(|port| !port.as_str().contains('$')) {
        let Some((host, own)) = port.as_str().rsplit_once(':').filter(|(_, own)| !own.is_empty()) else { continue };
        let edit = port.is_verbatim().then(|| Edit::replace(port.span(), own));
        cx.report(port.span(), format!("port `{host}` of the host in `EXPOSE {}` is ignored", port.as_str()))
            .help("name only the container's port, and publish it where the container is started")
            .fix("keep the container's port", Safety::Safe, edit);
    }
}
