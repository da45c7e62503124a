use crate::model::docker::{Base, Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Some(name), Some(stage), Some(copy)) = (instruction.copied_from(), instruction.stage(), instruction.copy())
    else {
        return;
    };
    let Some(Base::Stage(source)) = instruction.dockerfile().source(name.as_str(), stage) else { return };
    let copies_all = copy.sources.iter().any(|path| matches!(path.as_str(), "/" | "." | "./" | "/." | "*" | "/*"));
    if copies_all || copy.sources.is_empty() || !is_empty(source) {
        return;
    }
    cx.report(name.span(), format!("stage `{}` is empty, so nothing can be copied from it", name.as_str()))
        .label(source.from().span(), "it begins with nothing, and nothing is added")
        .help("copy the files into that stage first, or name the stage that has them");
}

/// Whether nothing in a stage can have made a file.
fn is_empty(stage: Stage<'_>) -> bool {
    let is_harmless = |command: &Command<'_>| {
        matches!(
            command,
            Command::Arg(_)
                | Command::Env(_)
                | Command::Label(_)
                | Command::User(_)
                | Command::Expose(_)
                | Command::Cmd(_)
                | Command::Entrypoint(_)
                | Command::Maintainer(_)
                | Command::Stopsignal(_)
                | Command::Shell(_)
        )
    };
    stage.is_from_scratch()
        && stage.chain().flat_map(Stage::instructions).all(|instruction| is_harmless(instruction.command()))
}
