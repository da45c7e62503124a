use crate::model::command::readers;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Programs that pass on what they read.
const KEEPERS: [&str; 3] = ["tee", "more", "less"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("ls") || !script.text().contains('|') {
        return;
    }
    let all = script.commands();
    for command in all.iter().filter(|command| command.is_any(&["ls"])) {
        let Some(reader) = readers(all, command).next().filter(|reader| !reader.is_any(&KEEPERS)) else { continue };
        if reader.is_wrapped_in("xargs") || reader.is_any(&["xargs"]) {
            continue;
        }
        let is_grep = reader.is_any(&["grep", "egrep", "fgrep"]);
        let name = reader.name().unwrap_or("the next command");
        cx.report(script.place_of(command.range), format!("`{name}` reads what `ls` prints for people"))
            .stands_for([if is_grep { "shellcheck:SC2010" } else { "shellcheck:SC2012" }])
            .label(script.span_of(reader.range.range()), "read here")
            .help(if is_grep { "use a pattern, or `find ... -name`" } else { "use `find`" });
    }
}
