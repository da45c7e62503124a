use crate::model::command::{Argument, Command};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("printf ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["printf"])) {
        let Some((format, arguments)) = parts(command).filter(|_| !command.is_wrapped_in("xargs")) else { continue };
        let Some(places) = format.as_str().and_then(places) else { continue };
        let is_known = |word: &Argument<'_>| !word.splits && !word.range.of(text).contains(['*', '?', '{']);
        let given = arguments.len();
        let written = format.range.of(text);
        if places == 0 && given > 0 {
            cx.report(script.place_of(arguments[0].range), format!("`{written}` has no place for an argument"))
                .stands_for(["shellcheck:SC2182"])
                .help("write `%s` where it is to stand");
        } else if places > 0 && given % places != 0 && arguments.iter().all(is_known) {
            let message = format!("`{written}` wants {places} arguments at a time, and gets {given} in all");
            cx.report(script.place_of(format.range), message)
                .stands_for(["shellcheck:SC2183"])
                .help("give an argument for each `%`, and write `%%` for a percent sign");
        }
    }
}

/// The format and the arguments for it.
fn parts<'c, 't>(command: &'c Command<'t>) -> Option<(&'c Argument<'t>, &'c [Argument<'t>])> {
    match command.arguments.as_slice() {
        [option, _, rest @ ..] if option.is("-v") => rest.split_first(),
        [option, rest @ ..] if option.is("--") => rest.split_first(),
        all => all.split_first(),
    }
}

/// How many arguments a format takes at a time; `None` where it takes what is not looked at here.
fn places(format: &str) -> Option<usize> {
    let mut places = 0;
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            rest = after;
            continue;
        }
        let flags = rest.len() - rest.trim_start_matches(|c: char| "-+ #0'*.123456789".contains(c)).len();
        places += rest[..flags].matches('*').count();
        rest = &rest[flags..];
        let is_known = rest.starts_with(|c: char| "diouxXfFeEgGaAcsbqQ".contains(c));
        if !is_known {
            return None;
        }
        places += 1;
    }
    Some(places)
}
