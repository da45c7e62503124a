use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Workdir(folder) = instruction.command() else { return };
    let value = instruction.evaluate(folder);
    // What it begins with is enough: `app/$VERSION`.
    let written = folder.as_str().trim_start_matches('"');
    let start = written.split('$').next().filter(|start| !start.is_empty());
    let (Some(path), Some(stage)) = (value.as_str().or(start), instruction.stage()) else { return };
    let is_windows = path.starts_with('\\') || path.as_bytes().get(1) == Some(&b':') || stage.is_windows();
    // `~` is another rule's. Below nothing, or below a folder that is known, it is clear where this is.
    if path.is_empty() || path.starts_with(['/', '~', '$', '%']) || is_windows || stage.is_from_scratch() {
        return;
    }
    if instruction.workdir() != Some("") {
        return;
    }
    let path = path.trim_start_matches("./").to_owned();
    let edit = (folder.as_str() == path).then(|| fix::replace(folder, &format!("/{path}"))).flatten();
    cx.report(folder.span(), format!("where `{}` is depends on the base image", folder.as_str()))
        .help("begin the first `WORKDIR` of a stage with `/`")
        .fix("begin at the root", Safety::Unsafe, edit);
}
