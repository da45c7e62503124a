use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// What compiles, or may.
const COMPILES: [&str; 14] =
    ["build", "bash ", "cargo", "cmake", "conda", "gcc", "g++", "make", "ninja", "nvcc", "pip", "setup", "sh ", "uv "];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = stage.external_reference().filter(|_| stage.is_final() && !stage.is_for_development()) else {
        return;
    };
    let is_devel = reference.tag.is_some_and(|tag| tag.split('-').any(|word| word == "devel"));
    if reference.canonical_name() != "docker.io/nvidia/cuda" || !is_devel || stage.is_interactive() {
        return;
    }
    let may_compile = |text: &str| COMPILES.iter().any(|word| text.contains(word));
    let mut commands = stage
        .chain()
        .flat_map(Stage::instructions)
        .filter(|it| matches!(it.command(), Command::Run(_) | Command::Cmd(_) | Command::Entrypoint(_)));
    if stage.start().is_some() && !commands.any(|it| may_compile(it.syntax().arguments.as_str())) {
        cx.report(
            stage.root().base_span(),
            format!("`{}` brings the compilers of CUDA", reference.tag.unwrap_or_default()),
        )
        .help("take the `runtime` or `base` image of this version");
    }
}
