use crate::model::command::readers;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("ps ") || !script.text().contains("grep") {
        return;
    }
    let all = script.commands();
    for command in all.iter().filter(|command| command.is_any(&["ps"])) {
        let reader = readers(all, command).next().filter(|reader| reader.is_any(&["grep", "egrep", "fgrep"]));
        if let Some(reader) = reader {
            cx.report(script.place_of(reader.range), "`grep` looks for a process in whole lines of `ps`")
                .label(script.span_of(command.range.range()), "which prints arguments too")
                .help("use `pgrep`, with `-f` for the whole command line");
        }
    }
}
