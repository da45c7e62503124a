use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::From(from) = instruction.command() else { return };
    let Some(alias) = &from.alias else { return };
    let keyword = instruction.syntax().keyword.as_str();
    let source = instruction.dockerfile().syntax().source;
    let between = from.image.span().end as usize..alias.span().start as usize;
    let Some(text) = source.get(between.clone()) else { return };
    let Some(at) = text.find(|c: char| !c.is_whitespace()) else { return };
    let word = text[at..].trim_end();
    let is_upper = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_lower = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let agrees = is_upper(keyword) && is_upper(word) || is_lower(keyword) && is_lower(word);
    if !word.eq_ignore_ascii_case("as") || agrees || !(is_upper(keyword) || is_lower(keyword)) {
        return;
    }
    let with = if is_upper(keyword) { "AS" } else { "as" };
    let start = between.start + at;
    let span = Span::new(instruction.span().file, start..start + word.len());
    cx.report(span, format!("`{word}` is written in another case than `{keyword}`"))
        .help(format!("write `{with}`"))
        .fix("write it in the same case", Safety::Safe, Edit::replace(span, with));
}
