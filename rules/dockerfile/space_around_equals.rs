use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
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
