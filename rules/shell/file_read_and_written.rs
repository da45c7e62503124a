use crate::model::command::{Command, RedirectOperator, feeders};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Programs whose operands are files that they read.
const READERS: [&str; 14] =
    ["awk", "base64", "cat", "cut", "grep", "head", "jq", "sed", "sort", "tac", "tail", "uniq", "yq", "xmllint"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains('>') {
        return;
    }
    let all = script.commands();
    for command in all {
        for redirection in command.redirections.iter().filter(|it| it.operator == RedirectOperator::Output) {
            let file = redirection.target.range.of(text);
            let is_file = redirection.descriptor.is_none_or(|descriptor| descriptor == 1) && !file.starts_with("/dev/");
            if !is_file || file.contains(['(', '`', '*']) {
                continue;
            }
            let reader = feeders(all, command).chain([command]).find(|reader| reads(reader, file, text));
            let Some(reader) = reader else { continue };
            let name = reader.name().unwrap_or("the command");
            cx.report(
                script.place_of(redirection.target.range),
                format!("`{file}` is emptied before `{name}` reads it"),
            )
            .label(script.span_of(reader.range.range()), "read here")
            .help("write to another file and rename that at the end");
        }
    }
}

/// Whether a command reads the file that is written so.
fn reads(command: &Command<'_>, file: &str, text: &str) -> bool {
    let is_it = |written: &str| written.trim_matches('"') == file.trim_matches('"');
    let redirected = command.redirections.iter().filter(|it| it.operator == RedirectOperator::Input);
    let mut operands = command.arguments.iter().filter(|_| command.is_any(&READERS));
    redirected.into_iter().any(|it| is_it(it.target.range.of(text))) || operands.any(|word| is_it(word.range.of(text)))
}
