use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Pair};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    if let Command::Arg(pairs) = instruction.command() {
        return check_arguments(pairs, cx);
    }
    let (Command::Env(pairs) | Command::Label(pairs)) = instruction.command() else { return };
    for pair in pairs.iter().filter(|pair| pair.is_legacy) {
        let Some(value) = pair.value.as_ref().filter(|value| value.as_str().starts_with('=')) else { continue };
        let name = pair.name.as_str();
        let rest = value.as_str()[1..].trim_start();
        let text = &instruction.syntax().arguments;
        let can_join = text.is_verbatim() && !name.contains(char::is_whitespace) && !rest.contains(char::is_whitespace);
        let edit = can_join.then(|| Edit::replace(text.span(), format!("{name}={rest}")));
        cx.report(pair.name.span().cover(value.span()), format!("the value of `{name}` becomes `{}`", value.as_str()))
            .help("write it without blanks around `=`")
            .fix("remove the blanks", Safety::Unsafe, edit);
    }
}

/// Looks for a default that blanks keep away from its `=`: what cannot be a name was meant as one. Of blanks before the `=` the parser tells.
fn check_arguments(pairs: &[Pair<'_>], cx: &mut Cx<'_>) {
    for pair in pairs.windows(2) {
        let (before, name) = (&pair[0], pair[1].name.as_str());
        let is_name = !name.starts_with(|c: char| c.is_ascii_digit())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let Some(empty) = before.value.as_ref().filter(|value| value.is_empty()) else { continue };
        if is_name || pair[1].value.is_some() {
            continue;
        }
        let gap = Span { start: empty.span().start, end: pair[1].name.span().start, ..empty.span() };
        let is_plain = before.name.is_verbatim() && pair[1].name.is_verbatim();
        cx.report(
            before.name.span().cover(pair[1].name.span()),
            format!("`{}` is empty, and `{name}` is an argument of its own", before.name.as_str()),
        )
        .help("write it without blanks around `=`")
        .fix("remove the blanks", Safety::Unsafe, is_plain.then(|| Edit::replace(gap, "")));
    }
}
