use crate::model::command::{Command, RedirectOperator, feeders};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Programs that read nothing from their input.
const DEAF: [&str; 20] = [
    "basename", "chgrp", "chmod", "chown", "cp", "date", "dirname", "du", "echo", "find", "kill", "ln", "ls", "mkdir",
    "mv", "printf", "pwd", "rm", "rmdir", "touch",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let all = script.commands();
    if script.text().contains('<') {
        all.iter().for_each(|command| redirected(script, command, cx));
    }
    if !script.text().contains('|') {
        return;
    }
    for (at, command) in all.iter().enumerate().filter(|(_, command)| command.is_any(&DEAF)) {
        // Of several commands in a part of a pipeline another one may read.
        let Some(writer) = feeders(all, command).last().filter(|writer| writer.context.output == (at..at + 1)) else {
            continue;
        };
        if answers(writer) || reads_elsewhere(command) || !command.wrappers.is_empty() {
            continue;
        }
        let name = command.name().unwrap_or_default();
        let from = writer.name().unwrap_or("the command before");
        let mut reported = cx.report(
            script.place_of(command.range),
            format!("`{name}` does not read what `{from}` writes into the pipe"),
        );
        reported = reported.stands_for(["shellcheck:SC2216"]);
        if matches!(name, "rm" | "cp" | "mv" | "mkdir" | "touch" | "chmod" | "chown" | "ls" | "echo" | "kill" | "rmdir")
        {
            reported =
                reported.help(format!("give it as arguments, with `| xargs {name}`, or join the commands with `&&`"));
        } else {
            reported = reported.help("leave out the pipe");
        }
        reported.label(script.span_of(writer.range.range()), "this is written for nobody");
    }
}

/// Reports a file or text that is the input of a program which never looks at it. Some of them ask questions; these are left out.
fn redirected(script: &Script<'_>, command: &Command<'_>, cx: &mut Cx<'_>) {
    const MUTE: [&str; 8] = ["basename", "date", "dirname", "echo", "ls", "mkdir", "pwd", "touch"];
    let is_input = |operator| {
        matches!(operator, RedirectOperator::Input | RedirectOperator::HereDocument | RedirectOperator::HereString)
    };
    let input = command.redirections.iter().rfind(|redirection| is_input(redirection.operator));
    let is_named = command.arguments.iter().any(|word| word.prefix.starts_with("/dev/") || word.is("-"));
    let Some(input) = input.filter(|_| command.is_any(&MUTE) && command.wrappers.is_empty() && !is_named) else {
        return;
    };
    if input.target.is("/dev/null") || input.descriptor.is_some_and(|descriptor| descriptor != 0) {
        return;
    }
    let name = command.name().unwrap_or_default();
    let reported = cx
        .report(script.place_of(input.target.range), format!("`{name}` does not read its input"))
        .stands_for(["shellcheck:SC2217"]);
    reported.help(if name == "echo" { "use `cat`" } else { "leave out the redirection" });
}

/// Whether a command is there to answer questions, which even `rm` may ask.
fn answers(writer: &Command<'_>) -> bool {
    let says_yes = |word: &str| matches!(word, "y" | "Y" | "yes" | "n" | "no" | "y\\n");
    writer.is_any(&["yes"]) || writer.arguments.iter().any(|word| word.as_str().is_some_and(says_yes))
}

/// Whether a command names its input as a file, or reads a file instead.
fn reads_elsewhere(command: &Command<'_>) -> bool {
    let names_input = command.arguments.iter().any(|word| {
        word.is("-")
            || word.prefix.starts_with("/dev/stdin")
            || word.prefix.starts_with("/dev/fd/")
            || word.prefix.starts_with("/proc/")
    });
    let asks = command.arguments.iter().any(|word| word.is("-i") || word.is("--interactive"));
    let is_input = |operator| {
        matches!(operator, RedirectOperator::Input | RedirectOperator::HereDocument | RedirectOperator::HereString)
    };
    names_input || asks || command.redirections.iter().any(|redirection| is_input(redirection.operator))
}
