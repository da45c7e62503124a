use crate::fix::{Edit, Safety};
use crate::model::script::{Interpreter, Script, is_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !script.text().contains(" =") {
        return;
    }
    for command in script.commands() {
        let program = command.program.as_ref().and_then(|program| Some((program.range, program.as_str()?)));
        let (Some((range, name)), [equals, value, rest @ ..]) = (program, command.arguments.as_slice()) else {
            continue;
        };
        // In quotes it is meant as an argument.
        let is_bare = equals.range.of(script.text()) == "=";
        if !is_name(name) || !is_bare || name == "test" || name == "expr" || !command.wrappers.is_empty() {
            continue;
        }
        let span = script.span_of(range.start as usize..value.range.start as usize);
        let edit = rest.is_empty().then(|| Edit::replace(span, format!("{name}=")));
        cx.report(span, format!("`{name} =` runs a program called `{name}`, and sets nothing"))
            .help("an assignment has no blanks around `=`")
            .fix("take away the blanks", Safety::Unsafe, edit);
    }
}
