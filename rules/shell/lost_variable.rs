use crate::model::script::{Interpreter, Script, Setting, Use};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !script.text().contains('$') {
        return;
    }
    let variables = script.variables();
    let mut told: Vec<&str> = Vec::new();
    for used in variables.uses.iter().filter(|used| !used.in_function) {
        let Some(lost) = lost(script, used).filter(|_| !told.contains(&used.name)) else { continue };
        told.push(used.name);
        let environment = variables.environments[lost.environment];
        let why = if environment.is_piped { "part of a pipeline" } else { "subshell" };
        let name = used.name;
        cx.report(script.place_of(lost.range), format!("`{name}` is set in a {why}, and has its old value after that"))
            .label(script.span_of(used.range.range()), "used here")
            .help("set it in the shell itself: read from a file or `$(...)` instead of a pipe");
    }
}

/// The last place before a use at which the variable is set, if that is in a process that has ended by then.
fn lost<'s, 't>(script: &'s Script<'t>, used: &Use<'t>) -> Option<&'s Setting<'t>> {
    let variables = script.variables();
    let settings = variables.settings_of(used.name);
    let last = settings.filter(|setting| setting.range.start < used.range.start && !setting.is_for_command).last()?;
    let environment = variables.environments[last.environment];
    let has_ended = environment.range.end <= used.range.start;
    // A substitution is there for its output: what it sets on the way is its own affair. So is what is set again in the same part.
    let is_own = !environment.is_piped && script.text()[..environment.range.range().start].ends_with('$')
        || environment.range.of(script.text()).starts_with(['$', '`', '<', '>']);
    let is_lost = !variables.is_visible(last.environment, used.environment) && has_ended && !is_own;
    (is_lost && last.is_assignment && !last.in_function).then_some(last)
}
