use crate::fix::{Edit, Safety};
use crate::model::docker::Variable;
use crate::model::script::{Interpreter, Position, Script, ScriptOrigin, Use};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    // What a container's variables hold is up to whoever starts it.
    let is_read = matches!(script.interpreter(), Interpreter::Posix(_)) && script.origin() != ScriptOrigin::Container;
    if !is_read || !script.text().contains('$') {
        return;
    }
    for used in &script.variables().uses {
        if !splits(used) || holds_one_word(script, used) {
            continue;
        }
        let written = used.range.of(script.text());
        let span = script.span_of(used.range.range());
        cx.report(script.place_of(used.range), format!("`{written}` becomes several words if there are blanks in it"))
            .stands_for([stands_for(used, written)])
            .help("put it in double quotes, or leave them out on purpose")
            .fix("put it in double quotes", Safety::Unsafe, Edit::replace(span, format!("\"{written}\"")));
    }
}

/// The check of `ShellCheck` for it.
fn stands_for(used: &Use<'_>, written: &str) -> &'static str {
    match used.name {
        "@" => "shellcheck:SC2068",
        "*" => "shellcheck:SC2048",
        _ if written.contains("[@]") => "shellcheck:SC2068",
        _ if used.operator.trim_start_matches(':').starts_with('=') => "shellcheck:SC2223",
        _ => "shellcheck:SC2086",
    }
}

/// Whether the shell splits what the variable holds.
fn splits(used: &Use<'_>) -> bool {
    let is_number = matches!(used.name, "#" | "?" | "$" | "!" | "-" | "RANDOM" | "UID" | "EUID" | "PPID" | "SECONDS");
    // A list is meant to be split, but not the arguments of the script.
    let is_argument = matches!(used.position, Position::Argument | Position::Redirection)
        || matches!(used.name, "@" | "*") && used.position == Position::List;
    is_argument && !used.is_quoted && !used.is_indirect && !is_number
}

/// Whether all that the script sets the variable to, or else an ENV before it, is one word without wildcards.
fn holds_one_word(script: &Script<'_>, used: &Use<'_>) -> bool {
    let is_one = |value: &str| !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || "*?[".contains(c));
    let mut settings = script.variables().settings_of(used.name).peekable();
    if settings.peek().is_none() {
        let is_environment = script.instruction().is_some_and(|instruction| instruction.is_environment(used.name));
        return is_environment
            && matches!(script.variable(used.name), Variable::Set(it) if it.as_str().is_some_and(is_one));
    }
    settings.all(|setting| setting.value.as_deref().is_some_and(is_one))
}
