use crate::model::script::{Interpreter, Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    for command in script.commands().iter().filter(|command| command.wrappers.is_empty()) {
        let Some(program) = command.program.as_ref().filter(|program| is_option(&program.prefix)) else { continue };
        // What stands first in RUN may be a flag of the instruction that is newer than this list of them.
        if script.origin() == ScriptOrigin::Build && program.range.start == 0 {
            continue;
        }
        let written = program.range.of(script.text());
        cx.report(script.place_of(program.range), format!("`{written}` is run as a program of that name"))
            .help("it looks like an option of the command before: is a `\\` missing at the end of that line?");
    }
}

/// Whether a word is `-x` or `--name`.
fn is_option(word: &str) -> bool {
    word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_alphabetic()) && word.starts_with('-')
}
