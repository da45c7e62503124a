use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// The flags of COPY that ADD has as well.
const COMMON: [&str; 4] = ["chown", "chmod", "link", "exclude"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Copy(copy) = instruction.command() else { return };
    let syntax = instruction.syntax();
    for source in &copy.sources {
        let value = instruction.evaluate(source);
        let Some(url) = value.as_str() else { continue };
        let is_git = is_git(url);
        if !is_git && !url.starts_with("http://") && !url.starts_with("https://") {
            continue;
        }
        let has_common_flags = syntax.flags.iter().all(|flag| COMMON.contains(&flag.name.as_str()));
        let edit = has_common_flags.then(|| fix::replace(&syntax.keyword, "ADD")).flatten();
        let help = if is_git { "use `ADD`, which can" } else { "use `ADD --checksum=sha256:...`, which can" };
        cx.report(source.span(), format!("`COPY` cannot download `{url}`")).help(help).fix(
            "use ADD",
            Safety::Unsafe,
            edit,
        );
    }
}

/// Whether it is the address of a repository of git (<https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository>).
fn is_git(address: &str) -> bool {
    let repository = address.split('#').next().unwrap_or_default();
    ["git@", "git://", "ssh://"].iter().any(|start| address.starts_with(start)) && repository.contains([':', '/'])
}
