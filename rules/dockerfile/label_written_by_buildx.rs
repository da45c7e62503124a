use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// What it writes.
const WRITTEN: [&str; 3] =
    ["org.opencontainers.image.revision", "org.opencontainers.image.source", "com.docker.image.source.entrypoint"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Label(pairs) = instruction.command() else { return };
    for pair in pairs {
        let name = pair.name.as_str().trim_matches('"');
        if WRITTEN.contains(&name) {
            cx.report(
                pair.name.span(),
                format!("label `{name}` is one that Buildx writes itself with `BUILDX_GIT_LABELS`"),
            )
            .help("leave it out where the variable is set");
        }
    }
}
