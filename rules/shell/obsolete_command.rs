use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Names, what to use instead, and the check of `ShellCheck`.
const OBSOLETE: [(&str, &str, &str); 6] = [
    ("egrep", "grep -E", "shellcheck:SC2196"),
    ("fgrep", "grep -F", "shellcheck:SC2197"),
    ("tempfile", "mktemp", "shellcheck:SC2186"),
    ("which", "command -v", "shellcheck:SC2230"),
    ("expr", "$(( ))", "shellcheck:SC2003"),
    ("let", "$(( ))", "shellcheck:SC2219"),
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    for command in script.commands() {
        let Some(program) = command.program.as_ref() else { continue };
        let found = OBSOLETE.iter().find(|(name, ..)| program.is(name));
        let Some((name, instead, check)) = found else { continue };
        // `which -a` lists all, which the successor cannot.
        if *name == "which" && command.arguments.iter().any(|word| word.prefix.starts_with('-')) {
            continue;
        }
        let is_plain = program.range.of(script.text()) == *name;
        let edit = (instead.starts_with("grep") && is_plain)
            .then(|| Edit::replace(script.span_of(program.range.range()), *instead));
        cx.report(script.place_of(program.range), format!("`{name}` has a successor: `{instead}`"))
            .stands_for([*check])
            .help(format!("write `{instead}`"))
            .fix(format!("write `{instead}`"), Safety::Safe, edit);
    }
}
