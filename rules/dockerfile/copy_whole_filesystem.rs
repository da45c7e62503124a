use crate::model::distribution;
use crate::model::docker::{Base, Command, Instruction, Stage, Text};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Command::Copy(copy), Some(from)) = (instruction.command(), instruction.copied_from()) else { return };
    let is_root = |word: &Text<'_>| {
        let path = instruction.evaluate(word);
        path.as_str().is_some_and(|path| matches!(path, "/" | "/." | "/*"))
    };
    let [source] = copy.sources.as_slice() else { return };
    let is_first = instruction.stage().is_some_and(Stage::is_from_scratch);
    // An image that holds nothing but what is needed is made to be copied so.
    let is_system = instruction.sources().any(|base| match base {
        Base::Stage(stage) => is_system(stage),
        Base::Image(name) => name.and_then(Reference::parse).and_then(distribution::of).is_some(),
        Base::Scratch => false,
    });
    if !is_system || !is_root(source) || !is_root(&copy.destination) || is_first {
        return;
    }
    cx.report(
        source.span(),
        format!("all of `{}` is copied over the base image, so the image has two of everything", from.as_str()),
    )
    .help("copy the folders that are needed, or begin with `FROM scratch` to make one layer of it all");
}

/// Whether a stage is a system with programs that something was made in.
fn is_system(stage: Stage<'_>) -> bool {
    let runs = stage.chain().flat_map(Stage::instructions).any(|it| matches!(it.command(), Command::Run(_)));
    runs && !stage.is_from_scratch()
}
