use crate::fix::{Edit, Safety};
use crate::model::script::{Interpreter, Script, is_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !script.text().contains('=') {
        return;
    }
    for command in script.commands().iter().filter(|command| command.wrappers.is_empty()) {
        let Some(program) = &command.program else { continue };
        let written = program.range.of(script.text());
        let Some((left, _)) = written.split_once('=') else { continue };
        let named = left.strip_prefix('$').filter(|name| is_name(name));
        if named.is_none() && !is_name_with_hyphens(left) {
            continue;
        }
        let span = script.span_of(program.range.start as usize..program.range.start as usize + 1);
        let place = script.place_of(program.range);
        match named {
            Some(name) => cx
                .report(place, format!("`{written}` runs a program, and does not set `{name}`"))
                .stands_for(["shellcheck:SC1066", "shellcheck:SC2281"])
                .help("the variable that is set has no `$`")
                .fix("take away the `$`", Safety::Unsafe, Edit::replace(span, "")),
            None => cx
                .report(place, format!("`{written}` runs a program: `{left}` cannot be the name of a variable"))
                .stands_for(["shellcheck:SC2276", "shellcheck:SC2282"])
                .help("names of variables have letters, digits and `_`; `env` can set others for a command"),
        };
    }
}

/// Whether a word would be a name but for its hyphens: `my-name`.
fn is_name_with_hyphens(word: &str) -> bool {
    word.contains('-') && !word.contains("--") && is_name(&word.replace('-', "_"))
}
