use crate::fix::{Edit, Safety};
use crate::model::script::{Interpreter, Script, is_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !matches!(script.interpreter(), Interpreter::Posix(_))
        || !script.text().contains(" =") && !script.text().contains(" +=")
    {
        return;
    }
    for command in script.commands() {
        let program = command.program.as_ref().and_then(|program| Some((program.range, program.as_str()?)));
        let (Some((range, name)), [equals, value, rest @ ..]) = (program, command.arguments.as_slice()) else {
            continue;
        };
        // In quotes it is meant as an argument.
        let operator @ ("=" | "==" | "+=") = equals.range.of(script.text()) else { continue };
        if !is_name(name) || name == "test" || name == "expr" || !command.wrappers.is_empty() {
            continue;
        }
        let span = script.span_of(range.start as usize..value.range.start as usize);
        // With two of them it was to be a test, or an assignment.
        let edit = (rest.is_empty() && operator != "==").then(|| Edit::replace(span, format!("{name}{operator}")));
        let (check, help) = match operator {
            "==" => ("shellcheck:SC2284", "a test has brackets around it: `[ a = b ]`"),
            "+=" => ("shellcheck:SC2285", "an assignment has no blanks around `+=`"),
            _ => ("shellcheck:SC2283", "an assignment has no blanks around `=`"),
        };
        let what = if operator == "==" { "compares nothing" } else { "sets nothing" };
        cx.report(span, format!("`{name} {operator}` runs a program called `{name}`, and {what}"))
            .stands_for([check, "shellcheck:SC1068"])
            .help(help)
            .fix("take away the blanks", Safety::Unsafe, edit);
    }
}
