use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Add(copy) = instruction.command() else { return };
    if instruction.syntax().flag("checksum").is_some() {
        return;
    }
    for source in &copy.sources {
        let text = source.as_str();
        let path = text.split(['#', '?']).next().unwrap_or_default();
        let is_http = text.starts_with("https://") || text.starts_with("http://");
        if is_http && !path.ends_with(".git") {
            let address = text.split_once("://").map_or(text, |(_, address)| address);
            cx.report(source.span(), format!("nothing says what `{address}` has to contain"))
                .help("add `--checksum=sha256:...`, so that another file than yesterday's is noticed");
        }
    }
}
