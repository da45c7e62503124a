use crate::fix::{Edit, Safety};
use crate::model::command::{Argument, Command};
use crate::model::docker::Variable;
use crate::model::script::{Interpreter, Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !text.contains('$') {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["[", "test"])) {
        let Some(word) = tested(command) else { continue };
        let written = word.range.of(text);
        if !written.starts_with('$') || written.starts_with("${{") {
            continue;
        }
        let (effect, check) = match operator(command) {
            Some("-n") => ("the test succeeds", "shellcheck:SC2070"),
            _ if may_be_empty(script, written) => ("the test is no longer one and fails", "shellcheck:SC2086"),
            _ => continue,
        };
        let span = script.span_of(word.range.range());
        cx.report(script.place_of(word.range), format!("if `{written}` is empty, {effect}"))
            .stands_for([check])
            .help("in double quotes it stays a word, even an empty one")
            .fix("put it in double quotes", Safety::Safe, Edit::replace(span, format!("\"{written}\"")));
    }
}

/// The operator of a test of one word: `-n`.
fn operator<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    match command.arguments.as_slice() {
        [operator, _] | [operator, _, _] if operator.is("-n") => Some("-n"),
        _ => None,
    }
}

/// The word of a test that is a variable without quotes and that has to be there: of `-n $X`, `$X = y`, `y = $X`.
fn tested<'c, 't>(command: &'c Command<'t>) -> Option<&'c Argument<'t>> {
    let operands = match command.arguments.split_last() {
        Some((last, operands)) if command.is_any(&["["]) => last.is("]").then_some(operands)?,
        _ => &command.arguments,
    };
    let is_open = |word: &&Argument<'_>| word.splits && word.value.is_none() && word.prefix.is_empty();
    match operands {
        [operator, word] if operator.is("-n") => Some(word).filter(is_open),
        [left, operator, right]
            if matches!(operator.as_str(), Some("=" | "==" | "!=" | "-eq" | "-ne" | "-gt" | "-lt")) =>
        {
            [left, right].into_iter().find(is_open)
        }
        _ => None,
    }
}

/// Whether a word is one variable that is empty unless the build is given a value for it.
fn may_be_empty(script: &Script<'_>, written: &str) -> bool {
    let Some(name) = written.strip_prefix('$') else { return false };
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    let Some(instruction) = script.instruction().filter(|_| script.origin() == ScriptOrigin::Build) else {
        return false;
    };
    let is_set = script.variables().is_open || script.variables().settings_of(name).next().is_some();
    !is_set
        && match instruction.variable(name) {
            Variable::Set(value) => value.as_str() == Some(""),
            Variable::Unset => instruction.declares(name),
            Variable::Unknown => false,
        }
}
