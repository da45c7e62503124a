use crate::model::docker::{Instruction, is_in_order};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let escape = instruction.dockerfile().syntax().escape;
    for text in instruction.triggered().expanded_texts() {
        if is_in_order(text.as_str(), escape) || is_mark(text.as_str()) {
            continue;
        }
        let keyword = instruction.syntax().keyword.as_str().to_ascii_uppercase();
        let shown: String = text.as_str().chars().take(60).collect();
        cx.report(text.span(), format!("`{shown}` of `{keyword}` has a quote or a `${{...}}` that the builder cannot read"))
            .help("close it; of the forms of a shell only `:-`, `:+`, `:?`, `#`, `%` and `/` are known, also doubled or without the colon");
    }
}

/// Whether a text has a mark that another tool puts a value in place of: `${templateOption:variant}`.
fn is_mark(text: &str) -> bool {
    text.match_indices("${").any(|(at, _)| {
        let inner = &text[at + 2..];
        let name = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
        let after = inner[name..].strip_prefix(':');
        name > 0 && after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic()))
    })
}
