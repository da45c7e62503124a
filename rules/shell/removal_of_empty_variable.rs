use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::docker::Variable;
use crate::model::script::{Position, Script, Use};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("rm ") || !text.contains('$') {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["rm"]) && is_recursive(command)) {
        for word in command.arguments.iter().filter(|word| word.value.is_none()) {
            let written = word.range.of(text);
            let Some(used) = variable_of(script, word.range.start, word.range.end) else { continue };
            let after = &text[used.range.end as usize..word.range.end as usize];
            let Some(left) = what_is_left(after, written) else { continue };
            let Some(certainty) = emptiness(script, used) else { continue };
            let name = used.name;
            let span = script.span_of(used.range.range());
            let quote = if used.is_quoted { "" } else { "\"" };
            let with = format!("{quote}${{{name}:?}}{quote}");
            let message = format!("`rm` deletes `{left}` if `{name}` is empty, {certainty}");
            let reported = cx
                .report(script.place_of(word.range), message)
                .help(format!("with `${{{name}:?}}` the command fails instead"))
                .fix("fail if it is empty", Safety::Unsafe, Edit::replace(span, with));
            if certainty == MAYBE {
                reported.severity(Severity::Warning);
            }
        }
    }
}

const MAYBE: &str = "and nothing here says that it is not";

fn is_recursive(command: &crate::model::command::Command<'_>) -> bool {
    command.arguments.iter().any(|word| {
        word.as_str().is_some_and(|word| {
            word == "--recursive" || word.starts_with('-') && !word.starts_with("--") && word.contains(['r', 'R'])
        })
    })
}

/// The only variable of a word that begins with it.
fn variable_of<'s, 't>(script: &'s Script<'t>, start: u32, end: u32) -> Option<&'s Use<'t>> {
    let uses = &script.variables().uses;
    let from = uses.partition_point(|used| used.range.start < start);
    let mut within = uses[from..].iter().take_while(|used| used.range.start < end);
    let (first, second) = (within.next()?, within.next());
    let begins = first.range.start <= start + 1 && first.position == Position::Argument;
    (begins && second.is_none() && first.operator.is_empty() && !first.is_indirect && is_name(first.name))
        .then_some(first)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// The path that is left if the variable is empty, where losing that is a catastrophe: the root, or a folder of the system.
fn what_is_left(after: &str, written: &str) -> Option<String> {
    let rest = after.trim_matches('"').replace('"', "");
    let folder = rest.trim_end_matches('*').trim_end_matches('/');
    let is_root = folder.is_empty() && rest.starts_with('/');
    let of_system =
        ["/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/opt", "/root", "/sbin", "/srv", "/usr", "/var"];
    let is_system = of_system.contains(&folder);
    (is_root || is_system).then_some(rest).filter(|_| !written.contains('\n'))
}

/// What is known of a variable's being empty; `None` if it surely has a value, or an attempt was made to see to that.
fn emptiness(script: &Script<'_>, used: &Use<'_>) -> Option<&'static str> {
    let variables = script.variables();
    let settings: Vec<_> = variables.settings_of(used.name).collect();
    if settings.iter().any(|setting| setting.value.as_deref() == Some("")) && settings.len() == 1 {
        return Some("which it is set to");
    }
    if !settings.is_empty() || variables.is_open || used.in_function {
        return None;
    }
    let is_asked_for = variables.uses_of(used.name).any(Use::has_default);
    let instruction = script.instruction().filter(|_| !is_asked_for)?;
    match instruction.variable(used.name) {
        Variable::Set(value) if value.as_str() == Some("") => Some("as it is here unless the build is given a value"),
        Variable::Unset if instruction.declares(used.name) => Some("as it is here unless the build is given a value"),
        Variable::Unset => Some("which it is: nothing sets it"),
        // The base image may set it.
        Variable::Unknown if instruction.stage().is_none_or(|stage| stage.base_may_set(used.name)) => None,
        Variable::Unknown => Some(MAYBE),
        Variable::Set(_) => None,
    }
}
