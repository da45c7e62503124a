use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("grep") || !script.text().contains('*') {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["grep", "egrep"])) {
        let parsed = command.parsed();
        let is_other = parsed.has(&["F", "fixed-strings", "f", "file", "e", "regexp", "P", "perl-regexp"]);
        let Some(pattern) = parsed.operands.first().filter(|_| !is_other) else { continue };
        let is_quoted = pattern.range.of(script.text()).starts_with(['"', '\'']);
        if let Some(text) = pattern.as_str().filter(|text| is_quoted && text.starts_with('*') && text.len() > 1) {
            cx.report(
                script.place_of(pattern.range),
                format!("`{text}` begins with `*`, which has nothing to repeat there"),
            )
            .help("leave it out: `grep` finds a text anywhere in a line");
        }
    }
}
