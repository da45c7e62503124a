use crate::diagnostic::Severity;
use crate::model::credential::is_secret_file;
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Some(copy), Some(stage)) = (instruction.copy(), instruction.stage()) else { return };
    if instruction.copied_from().is_some() {
        return;
    }
    for source in &copy.sources {
        let value = instruction.evaluate(source);
        let Some(path) = value.as_str().filter(|path| !path.contains("://") && is_secret_file(path)) else { continue };
        cx.report(
            source.span(),
            format!("`{path}` is copied into the image, where everyone who can pull it can read it"),
        )
        .severity(if stage.is_shipped() { Severity::Warning } else { Severity::Info })
        .help("give it to the container when it starts, or to a single RUN with `--mount=type=secret`");
    }
}
