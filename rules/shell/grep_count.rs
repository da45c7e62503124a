use crate::model::command::readers;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("grep") || !script.text().contains("wc") {
        return;
    }
    let all = script.commands();
    for command in all.iter().filter(|command| command.is_any(&["grep", "egrep", "fgrep"])) {
        let Some(reader) = readers(all, command).next().filter(|reader| reader.is_any(&["wc"])) else { continue };
        let counts_lines = matches!(reader.arguments.as_slice(), [only] if only.is("-l") || only.is("--lines"));
        // These print more, or less, than a line for each line that is found.
        let others = ["o", "only-matching", "r", "R", "recursive", "A", "B", "C", "l", "files-with-matches", "L", "q"];
        if counts_lines && command.parsed().lacks(&others) {
            cx.report(script.place_of(reader.range), "`wc -l` counts what `grep` can count itself")
                .label(script.span_of(command.range.range()), "with `-c`")
                .help("write `grep -c`; it fails if the number is 0");
        }
    }
}
