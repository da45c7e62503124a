use crate::model::command::readers;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("cat ") || !script.text().contains('|') {
        return;
    }
    let all = script.commands();
    for command in all.iter().filter(|command| command.is_any(&["cat"]) && command.wrappers.is_empty()) {
        let [file] = command.arguments.as_slice() else { continue };
        let written = file.range.of(script.text());
        let is_one = !file.splits && !written.starts_with('-') && !written.contains(['*', '?', '{', '[']);
        let is_plain = command.redirections.is_empty() && command.context.input.is_empty();
        let Some(reader) = readers(all, command).next().filter(|_| is_one && is_plain) else { continue };
        // `xargs` and the like are what reads, not the command that they run.
        let words = reader.range.of(script.text());
        let name = if reader.wrappers.is_empty() { reader.name() } else { words.split_whitespace().next() };
        let name = name.unwrap_or("the next command");
        let help = match name {
            "read" => format!("let the loop read it: `done < {written}`"),
            "xargs" => format!("write `xargs ... < {written}`"),
            _ => format!("name the file as an argument of `{name}`, or write `{name} ... < {written}`"),
        };
        cx.report(script.place_of(command.range), format!("`cat` only hands `{written}` on to `{name}`")).help(help);
    }
}
