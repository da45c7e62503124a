use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("local ") {
        return;
    }
    for command in script.commands() {
        let Some(program) = command.program.as_ref().filter(|it| it.is("local")) else { continue };
        let [word] = command.arguments.as_slice() else {
            continue;
        };
        if command.context.in_function || !command.wrappers.is_empty() {
            continue;
        }
        let span = script.span_of(program.range.start as usize..word.range.start as usize);
        let edit = word.prefix.contains('=').then(|| Edit::replace(span, ""));
        let name = word.prefix.split('=').next().unwrap_or_default();
        cx.report(script.place_of(command.range), format!("`{name}` cannot be `local`: this is no function"))
            .help("leave out `local`")
            .fix("leave out `local`", Safety::Safe, edit);
    }
}
