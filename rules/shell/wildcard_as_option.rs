use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Programs that take names of files and options in any order.
const OF_FILES: [&str; 14] =
    ["cat", "chgrp", "chmod", "chown", "cp", "grep", "ls", "mv", "rm", "sed", "sha256sum", "tar", "touch", "wc"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains(" *") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&OF_FILES)) {
        // These are patterns for what is in the archive.
        if command.arguments.iter().any(|word| word.is("--wildcards")) {
            continue;
        }
        let before_end = command.arguments.iter().take_while(|word| !word.is("--"));
        for word in before_end.filter(|word| word.range.of(text).starts_with('*')) {
            let written = word.range.of(text);
            let name = command.name().unwrap_or_default();
            let start = word.range.start as usize;
            // What prints or keeps the names would have other ones.
            let edit = (!command.is_any(&["grep", "ls", "sha256sum", "tar", "wc"]))
                .then(|| Edit::replace(script.span_of(start..start), "./"));
            cx.report(script.place_of(word.range), format!("`{written}` can become an option of `{name}`"))
                .help("a file may be called `-rf`; with `./` before it, it stays a file")
                .fix("put `./` before it", Safety::Safe, edit);
        }
    }
}
