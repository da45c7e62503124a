use crate::model::command::SubstitutionKind;
use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !text.contains("$(") {
        return;
    }
    let all = script.commands();
    for inner in all {
        let Some(within) = inner.context.substitution.filter(|within| within.kind == SubstitutionKind::Command) else {
            continue;
        };
        let outer = &all[within.of];
        let is_whole = outer.program.as_ref().is_some_and(|program| program.range == within.word);
        let written = within.word.of(text);
        let is_plain = written.starts_with("$(") && written.ends_with(')') && !written[2..].contains("$(");
        // What these print is a command by intention.
        let prints_command =
            inner.is_any(&["which", "command", "cat", "echo", "printf", "aws", "minikube", "docker-machine"]);
        if !is_whole || !is_plain || prints_command || !outer.arguments.is_empty() || !is_silent(inner.name()) {
            continue;
        }
        let name = inner.name().unwrap_or_default();
        cx.report(script.place_of(within.word), format!("what `{name}` prints is run as a command"))
            .help(format!("to look at whether `{name}` succeeds, write it without `$(...)`"));
    }
}

/// Whether a program says by its status alone what it has to say.
fn is_silent(name: Option<&str>) -> bool {
    const SILENT: [&str; 23] = [
        "[", "apk", "apt-get", "cd", "chmod", "chown", "cp", "curl", "export", "false", "grep", "kill", "ln", "mkdir",
        "mv", "rm", "sed", "sleep", "tar", "test", "touch", "true", "wget",
    ];
    name.is_some_and(|name| SILENT.contains(&name))
}
