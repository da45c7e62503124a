use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Maintainer(name) = instruction.command() else { return };
    let text = name.as_str().trim();
    let text = [('"', '"'), ('\'', '\'')]
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(text);
    let can_be_quoted = name.is_verbatim() && !text.is_empty() && !text.contains(['"', '\\', '$', '`', '\n']);
    let edit = can_be_quoted
        .then(|| Edit::replace(instruction.span(), format!("LABEL org.opencontainers.image.authors=\"{text}\"")));
    cx.report(instruction.keyword_span(), "`MAINTAINER` is deprecated")
        .help("say it in the label `org.opencontainers.image.authors`, which tools show")
        .fix("write a label", Safety::Safe, edit);
}
