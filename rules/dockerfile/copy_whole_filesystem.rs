use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Command::Copy(copy), Some(from)) = (instruction.command(), instruction.copied_from()) else { return };
    let is_root = |word: &str| matches!(word, "/" | "/." | "/*");
    let [source] = copy.sources.as_slice() else { return };
    let is_first = instruction.stage().is_some_and(|stage| stage.is_from_scratch());
    if !is_root(source.as_str()) || !matches!(copy.destination.as_str(), "/" | "/.") || is_first {
        return;
    }
    cx.report(
        source.span(),
        format!("all of `{}` is copied over the base image, so the image has two of everything", from.as_str()),
    )
    .help("copy the folders that are needed, or begin with `FROM scratch` to make one layer of it all");
}
