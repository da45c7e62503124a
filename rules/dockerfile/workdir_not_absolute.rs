use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Workdir(folder) = instruction.command() else { return };
    let value = instruction.evaluate(folder);
    // What it begins with is enough: `app/$VERSION`.
    let start = folder.as_str().trim_start_matches(['"', '\'']).split('$').next().filter(|start| !start.is_empty());
    let (Some(path), Some(stage)) = (value.as_str().or(start), instruction.stage()) else { return };
    let is_windows = path.starts_with('\\') || path.as_bytes().get(1) == Some(&b':');
    if path.is_empty() || path.starts_with(['/', '~', '$', '%']) || is_windows {
        return;
    }
    // Where nothing stands above it, another rule speaks, unless there is nothing below either.
    let above = match instruction.workdir() {
        Some("") if !stage.is_from_scratch() => return,
        Some("") => "`/`".to_owned(),
        Some(above) => format!("`{above}`"),
        None => "the `WORKDIR` above".to_owned(),
    };
    cx.report(folder.span(), format!("`{}` continues {above}", folder.as_str()))
        .help("write the whole path: whoever changes the `WORKDIR` above changes this one, too");
}
