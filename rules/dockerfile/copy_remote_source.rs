use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Copy(copy) = instruction.command() else { return };
    for source in &copy.sources {
        let value = instruction.evaluate(source);
        let Some(url) = value.as_str().filter(|url| url.starts_with("http://") || url.starts_with("https://")) else {
            continue;
        };
        cx.report(source.span(), format!("`COPY` cannot download `{url}`"))
            .help("use `ADD --checksum=sha256:...`, which can");
    }
}
