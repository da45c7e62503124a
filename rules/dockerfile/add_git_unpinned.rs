use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for source in instruction.added_unchecked() {
        let value = instruction.evaluate(source);
        let Some(address) = value.as_str() else { continue };
        let (repository, fragment) = address.split_once('#').unwrap_or((address, ""));
        let is_git =
            repository.strip_suffix(".git").is_some() && (repository.contains("://") || repository.contains('@'));
        let reference = fragment.split(':').next().unwrap_or_default();
        // A branch has no digits, most of the time; a tag or a commit has some.
        if is_git && !reference.contains(|c: char| c.is_ascii_digit()) {
            let what =
                if reference.is_empty() { "its main branch".to_owned() } else { format!("branch `{reference}`") };
            cx.report(source.span(), format!("`{repository}` is taken at {what}, whatever that holds"))
                .help("name a tag or a commit after `#`");
        }
    }
}
